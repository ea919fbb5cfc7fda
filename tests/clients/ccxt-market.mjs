// What ccxt's binanceusdm takes for the work that this project is measured by, against the simulator at the address given; prints one line of JSON.
//
//   node ccxt-market.mjs collect ADDRESS SYMBOLS RUNS AT_ONCE      milliseconds of each round: candles, mark price with funding, and open interest of every symbol
//   node ccxt-market.mjs stream ADDRESS SYMBOLS WARM_UP SECONDS    messages of trades, best prices and candles that it has handled in these seconds
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import ccxt from 'ccxt';
import { redirect } from './ccxt-simulator.mjs';

const [what, address, ...numbers] = process.argv.slice(2);
const [count, first, second] = numbers.map(Number);
if (!['collect', 'stream'].includes(what) || ![count, first, second].every((number) => number > 0)) {
  console.error('usage: node ccxt-market.mjs collect ADDRESS SYMBOLS RUNS AT_ONCE | stream ADDRESS SYMBOLS WARM_UP SECONDS');
  process.exit(2);
}

const exchange = new ccxt.pro.binanceusdm({ enableRateLimit: false });
exchange.options.fetchCurrencies = false;
// The silo's stream of trades, too.
exchange.options.watchTradesForSymbols = { name: 'aggTrade' };
await redirect(exchange, address.replace(/\/$/, ''));

const collect = async (symbols, runs, atOnce) => {
  const milliseconds = [];
  for (let run = 0; run <= runs; run++) {
    const begun = performance.now();
    const waiting = [...symbols];
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let symbol = waiting.shift(); symbol; symbol = waiting.shift()) {
        const [candles, rate, interest] = await Promise.all([
          exchange.fetchOHLCV(symbol, '1m', undefined, 2), exchange.fetchFundingRate(symbol), exchange.fetchOpenInterest(symbol),
        ]);
        if (candles.length !== 2 || !rate.markPrice || !interest.openInterestAmount) {
          throw new Error(`${symbol}: not all of it was answered`);
        }
      }
    }));
    // The first round makes the connections.
    if (run > 0) {
      milliseconds.push(performance.now() - begun);
    }
  }

  return { milliseconds };
};

const stream = async (symbols, warmUp, seconds) => {
  let messages = 0;
  const handle = exchange.handleMessage.bind(exchange);
  exchange.handleMessage = (client, message) => {
    messages++;
    handle(client, message);
  };
  let isOver = false;
  let failure = null;
  const follow = async (next) => {
    try {
      while (!isOver) {
        await next();
      }
    } catch (error) {
      failure ??= isOver ? null : error;
    }
  };
  const candles = symbols.map((symbol) => [symbol, '1m']);
  follow(() => exchange.watchTradesForSymbols(symbols));
  follow(() => exchange.watchBidsAsks(symbols));
  follow(() => exchange.watchOHLCVForSymbols(candles));
  await pause(warmUp * 1_000);
  const [counted, begun, used] = [messages, performance.now(), process.cpuUsage()];
  await pause(seconds * 1_000);
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(used);
  isOver = true;
  if (failure) {
    throw failure;
  }

  const streams = [exchange.trades, exchange.bidsasks, exchange.ohlcvs].map((kept) => Object.keys(kept).length);
  if (!streams.every((kept) => kept === symbols.length)) {
    throw new Error(`of ${symbols.length} symbols ${streams.join(', ')} have trades, best prices and candles`);
  }

  return { messagesPerSecond: (messages - counted) / took * 1_000, cores: (user + system) / took / 1_000 };
};

try {
  const markets = await exchange.loadMarkets();
  const symbols = Object.values(markets).filter((market) => market.swap && market.active).map((market) => market.symbol).slice(0, count);
  console.log(JSON.stringify(await (what === 'collect' ? collect : stream)(symbols, first, second)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await exchange.close();
}

// Sockets that are still being flooded must not keep the process.
process.exit();

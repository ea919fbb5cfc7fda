// Drives ccxt's okx against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirectOkx, tradeWatcher, until } from './ccxt-simulator.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-okx.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = process.argv[3] ?? 'BTC/USDT:USDT';
const exchange = await redirectOkx(new ccxt.pro.okx({ enableRateLimit: false }), address);

try {
  const markets = await exchange.loadMarkets();
  const time = await exchange.fetchTime();
  const ohlcv = await exchange.fetchOHLCV(symbol, '5m', undefined, 100);
  const ticker = await exchange.fetchTicker(symbol);
  const book = await exchange.fetchOrderBook(symbol, 20);
  const fetchedTrades = await exchange.fetchTrades(symbol, undefined, 20);
  const fundingRate = await exchange.fetchFundingRate(symbol);
  const openInterest = await exchange.fetchOpenInterest(symbol);
  const [trades, candles, watchedTicker, watchedBook] = await Promise.all([
    until('watchTrades', tradeWatcher(exchange, symbol), (list) => list.length >= 60),
    until('watchOHLCV', () => exchange.watchOHLCV(symbol, '1m'), (list) => list.length >= 1),
    until('watchTicker', () => exchange.watchTicker(symbol), (value) => value.bid !== undefined),
    // Some updates in, so that what is compared has been kept and not just copied.
    (async () => {
      let updates = 0;
      return until('watchOrderBook', () => exchange.watchOrderBook(symbol), (value) => value.timestamp !== undefined && ++updates > 20);
    })(),
  ]);
  console.log(JSON.stringify({
    markets: Object.values(markets).map(({ id, symbol: name, active, precision, contractSize, linear, swap, limits }) => ({
      id, symbol: name, active, precision, contractSize, linear, swap, limits,
    })),
    time,
    ohlcv,
    ticker,
    book,
    fetchedTrades,
    fundingRate,
    openInterest,
    trades,
    candles,
    watchedTicker,
    watchedBook: { ...watchedBook, bids: watchedBook.bids, asks: watchedBook.asks },
  }));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await exchange.close();
}

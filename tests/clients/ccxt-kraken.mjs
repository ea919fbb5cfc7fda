// Drives ccxt's kraken against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirect, tradeWatcher, until } from './ccxt-simulator.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-kraken.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = process.argv[3] ?? 'BTC/USD';
const exchange = new ccxt.pro.kraken({ enableRateLimit: false });
await redirect(exchange, address);

try {
  const markets = await exchange.loadMarkets();
  const time = await exchange.fetchTime();
  const status = await exchange.fetchStatus();
  const ohlcv = await exchange.fetchOHLCV(symbol, '5m', undefined, 100);
  const ticker = await exchange.fetchTicker(symbol);
  const book = await exchange.fetchOrderBook(symbol, 20);
  const fetchedTrades = await exchange.fetchTrades(symbol, undefined, 20);
  const [trades, candles, watchedTicker, watchedBook] = await Promise.all([
    until('watchTrades', tradeWatcher(exchange, symbol), (list) => list.length >= 60),
    until('watchOHLCV', () => exchange.watchOHLCV(symbol, '1m'), (list) => list.length >= 1),
    until('watchTicker', () => exchange.watchTicker(symbol), (value) => value.bid !== undefined),
    // Some updates in, so that what is compared has been kept and not just copied.
    (async () => {
      let updates = 0;
      return until('watchOrderBook', () => exchange.watchOrderBook(symbol, 25), (value) => value.timestamp !== undefined && ++updates > 20);
    })(),
  ]);
  console.log(JSON.stringify({
    markets: Object.values(markets).map(({ id, symbol: name, altname, active, precision, spot }) => ({ id, symbol: name, altname, active, precision, spot })),
    time,
    status,
    ohlcv,
    ticker,
    book,
    fetchedTrades,
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

// Drives ccxt's binanceusdm against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirect, tradeWatcher, until } from './ccxt-simulator.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-binanceusdm.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = process.argv[3] ?? 'BTC/USDT:USDT';
const exchange = new ccxt.pro.binanceusdm({ enableRateLimit: false });
exchange.options.fetchCurrencies = false;
await redirect(exchange, address);

try {
  const markets = await exchange.loadMarkets();
  const time = await exchange.fetchTime();
  const ohlcv = await exchange.fetchOHLCV(symbol, '5m', undefined, 100);
  const ticker = await exchange.fetchTicker(symbol);
  const book = await exchange.fetchOrderBook(symbol, 20);
  const funding = await exchange.fetchFundingRate(symbol);
  const [trades, candles, watchedBook] = await Promise.all([
    until('watchTrades', tradeWatcher(exchange, symbol), (list) => list.length >= 3),
    until('watchOHLCV', () => exchange.watchOHLCV(symbol, '1m'), (list) => list.length >= 1),
    until('watchOrderBook', () => exchange.watchOrderBook(symbol, 50), (value) => value.nonce !== undefined && value.timestamp !== undefined),
  ]);
  console.log(JSON.stringify({
    markets: Object.values(markets).map(({ id, symbol: name, active, precision, limits, linear, swap }) => ({ id, symbol: name, active, precision, limits, linear, swap })),
    time,
    ohlcv,
    ticker,
    book,
    funding,
    trades,
    candles,
    watchedBook: { ...watchedBook, bids: watchedBook.bids, asks: watchedBook.asks },
  }));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await exchange.close();
}

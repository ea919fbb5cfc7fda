// Drives ccxt's binanceusdm against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-binanceusdm.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = process.argv[3] ?? 'BTC/USDT:USDT';
const exchange = new ccxt.pro.binanceusdm({ enableRateLimit: false });
exchange.options.fetchCurrencies = false;
// The addresses keep their paths; scheme and host become the simulator's.
const redirect = (urls) => Object.fromEntries(Object.entries(urls).map(([name, url]) => [
  name,
  typeof url === 'string'
    ? url.replace(/^(https|wss):\/\/[^/]+/, (_, scheme) => address.replace(/^http/, scheme === 'wss' ? 'ws' : 'http'))
    : redirect(url),
]));
const { ws, ...api } = exchange.urls.api;
exchange.urls.api = { ...redirect(api), ws: redirect(ws) };
await exchange.loadHttpProxyAgent();

const limit = (promise, name) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`${name}: nothing within 30 s`)), 30_000).unref()),
]);

// Watches until the test is satisfied by what has gathered.
const until = async (name, next, enough) => {
  for (;;) {
    const value = await limit(next(), name);
    if (enough(value)) {
      return JSON.parse(JSON.stringify(value));
    }
  }
};

// Each call gives the trades that are new; they are gathered.
const seen = [];
const watchTrades = async () => {
  seen.push(...await exchange.watchTrades(symbol));
  return seen;
};

try {
  const markets = await exchange.loadMarkets();
  const time = await exchange.fetchTime();
  const ohlcv = await exchange.fetchOHLCV(symbol, '5m', undefined, 100);
  const ticker = await exchange.fetchTicker(symbol);
  const book = await exchange.fetchOrderBook(symbol, 20);
  const funding = await exchange.fetchFundingRate(symbol);
  const [trades, candles, watchedBook] = await Promise.all([
    until('watchTrades', watchTrades, (list) => list.length >= 3),
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

// Drives ccxt's kraken against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-kraken.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = process.argv[3] ?? 'BTC/USD';
const exchange = new ccxt.pro.kraken({ enableRateLimit: false });
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
  const status = await exchange.fetchStatus();
  const ohlcv = await exchange.fetchOHLCV(symbol, '5m', undefined, 100);
  const ticker = await exchange.fetchTicker(symbol);
  const book = await exchange.fetchOrderBook(symbol, 20);
  const fetchedTrades = await exchange.fetchTrades(symbol, undefined, 20);
  const [trades, candles, watchedTicker, watchedBook] = await Promise.all([
    until('watchTrades', watchTrades, (list) => list.length >= 60),
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

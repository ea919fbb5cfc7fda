// What the scripts that drive ccxt's exchanges against the simulator have in common.

/** Sends an exchange to the simulator: its addresses keep their paths; scheme and host become the simulator's. */
export const redirect = async (exchange, address) => {
  const moved = (urls) => (typeof urls === 'string'
    ? urls.replace(/^(https|wss):\/\/[^/]+/, (_, scheme) => address.replace(/^http/, scheme === 'wss' ? 'ws' : 'http'))
    : Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, moved(url)])));
  const { ws, ...api } = exchange.urls.api;
  exchange.urls.api = { ...moved(api), ws: moved(ws) };
  await exchange.loadHttpProxyAgent();
};

/** The same of an okx, which is to know nothing but swaps. */
export const redirectOkx = async (exchange, address) => {
  exchange.options.fetchMarkets = { types: ['swap'] };
  exchange.options.defaultType = 'swap';
  exchange.has.fetchCurrencies = false;
  exchange.urls.api = JSON.parse(JSON.stringify(exchange.urls.api).replaceAll('{hostname}', 'www.okx.com'));
  await redirect(exchange, address);
  return exchange;
};

const limit = (promise, name) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`${name}: nothing within 30 s`)), 30_000).unref()),
]);

/** Watches until the test is satisfied by what has gathered. */
export const until = async (name, next, enough) => {
  for (;;) {
    const value = await limit(next(), name);
    if (enough(value)) {
      return JSON.parse(JSON.stringify(value));
    }
  }
};

/** Each call of the exchange gives the trades that are new; they are gathered. */
export const tradeWatcher = (exchange, symbol) => {
  const seen = [];
  return async () => {
    seen.push(...await exchange.watchTrades(symbol));
    return seen;
  };
};

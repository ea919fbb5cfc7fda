// Trades with ccxt's binanceusdm against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirect } from './ccxt-simulator.mjs';
import { trade, waitFor } from './ccxt-trading.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-binanceusdm-trading.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

await trade({
  open: async (secret) => {
    const exchange = new ccxt.pro.binanceusdm({ apiKey: 'simulatorKey', secret, enableRateLimit: false });
    exchange.options.fetchCurrencies = false;
    await redirect(exchange, address);
    return exchange;
  },
  unit: 0.005,
  // The key in the address is all that the stream is asked for by.
  listening: () => waitFor('the private stream', async () => (await (await fetch(`${address}/admin/state`)).json()).connections.some(({ path }) => path === 'private')),
  stops: { trigger: true },
  codeOf: (message) => /"code":(-\d+)/.exec(message)?.[1],
});

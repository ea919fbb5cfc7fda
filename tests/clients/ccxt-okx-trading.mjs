// Trades with ccxt's okx against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirectOkx } from './ccxt-simulator.mjs';
import { trade } from './ccxt-trading.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-okx-trading.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

await trade({
  open: (secret) => redirectOkx(new ccxt.pro.okx({ apiKey: 'simulatorKey', secret, password: 'simulatorPassphrase', enableRateLimit: false }), address),
  // Contracts are of 0.01 bitcoins.
  unit: 0.5,
  // Balances are told as soon as they are asked for, and orders were asked for before them on the same connection.
  listening: (exchange) => exchange.watchBalance(),
  stops: { trigger: true, ordType: 'conditional' },
  codeOf: (message) => (/"sCode":"(\d+)"/.exec(message) ?? /"code":"(\d+)"/.exec(message))?.[1],
});

// Trades with ccxt's binanceusdm against the simulator at the address given and prints what it returned as one line of JSON.
import ccxt from 'ccxt';
import { redirect } from './ccxt-simulator.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node ccxt-binanceusdm-trading.mjs http://127.0.0.1:PORT');
  process.exit(2);
}

const symbol = 'BTC/USDT:USDT';
const open = async (secret) => {
  const exchange = new ccxt.pro.binanceusdm({ apiKey: 'simulatorKey', secret, enableRateLimit: false });
  exchange.options.fetchCurrencies = false;
  await redirect(exchange, address);
  return exchange;
};

/** The venue's code of the refusal; 0 when there is none. (Which error ccxt makes of it hangs on the venue's own host names.) */
const refusal = async (call) => {
  try {
    await call();
    return 0;
  } catch (error) {
    return Number(/"code":(-\d+)/.exec(error.message)?.[1]);
  }
};

const plain = (value) => JSON.parse(JSON.stringify(value));
const exchange = await open('simulatorSecret');
const stranger = await open('another');
const watched = [];
let watching = true;

/** Gathers what watchOrders tells until the exchange is closed. */
const watch = async () => {
  while (watching) {
    watched.push(...plain(await exchange.watchOrders(symbol)));
  }
};

/** Waits until the test is true, for half a minute. */
const until = async (name, test) => {
  for (let left = 600; !(await test()); left--) {
    if (left === 0) {
      throw new Error(`${name}: not within 30 s`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
};

try {
  await exchange.loadMarkets();
  const leverage = await exchange.setLeverage(10, symbol);
  watch().catch((error) => {
    if (watching) {
      console.error(error);
      process.exit(1);
    }
  });
  await until('the private stream', async () => (await (await fetch(`${address}/admin/state`)).json()).connections.some(({ path }) => path === 'private'));
  const [[bid]] = (await exchange.fetchOrderBook(symbol, 5)).bids;
  const low = Math.round(bid * 0.97);
  const bought = await exchange.createOrder(symbol, 'market', 'buy', 0.02, undefined, { clientOrderId: 'bought' });
  const resting = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, low, { postOnly: true });
  const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.02, undefined, { stopLossPrice: low, reduceOnly: true });
  const openOrders = await exchange.fetchOpenOrders(symbol);
  const openStops = await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true });
  const positions = await exchange.fetchPositions([symbol]);
  const balance = await exchange.fetchBalance();
  const sold = await exchange.createOrder(symbol, 'market', 'sell', 0.005, undefined, { reduceOnly: true });
  await exchange.cancelOrder(resting.id, symbol);
  await exchange.cancelOrder(stop.id, symbol, { trigger: true });
  const orders = [];
  for (const { id } of [bought, resting, sold]) {
    orders.push(await exchange.fetchOrder(id, symbol));
  }

  const trades = await exchange.fetchMyTrades(symbol);
  const refusals = {
    tooMuch: await refusal(() => exchange.createOrder(symbol, 'market', 'buy', 90)),
    unknown: await refusal(() => exchange.cancelOrder('12345', symbol)),
    stranger: await refusal(() => stranger.fetchBalance()),
    wouldTake: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.01, Math.round(bid * 1.01), { postOnly: true })),
  };
  await until('watchOrders', () => [bought.id, sold.id, resting.id].every((id) => watched.some((order) => order.id === id && order.status !== 'open')));
  console.log(JSON.stringify({ leverage, bought, resting, stop, sold, openOrders, openStops, positions, balance, orders, trades, refusals, watched }));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  watching = false;
  await exchange.close();
  await stranger.close();
}

// The exchange goes on renewing its listen key.
process.exit();

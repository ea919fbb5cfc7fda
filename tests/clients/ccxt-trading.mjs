// What the scripts that trade with ccxt's exchanges against the simulator have in common: one session of an account, told as one line of JSON.

const plain = (value) => JSON.parse(JSON.stringify(value));

/** Waits until the test is true, for half a minute. */
export const waitFor = async (name, test) => {
  for (let left = 600; !(await test()); left--) {
    if (left === 0) {
      throw new Error(`${name}: not within 30 s`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
};

/**
 * Trades bitcoin and prints what it was told.
 * @param open makes an exchange, sent to the simulator, in the name of the account whose secret is given
 * @param unit what 0.005 bitcoins are in amounts of the venue
 * @param listening completes when the stream of the account is whole, once it is watched
 * @param stops how conditional orders are asked for
 * @param codeOf the venue's code in the text of an error
 */
export const trade = async ({ open, unit, listening, stops, codeOf }) => {
  const symbol = 'BTC/USDT:USDT';
  const amount = (units) => Number((units * unit).toPrecision(12));
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

  /** The venue's code of the refusal; 0 when there is none. (Which error ccxt makes of it hangs on the venue's own host names.) */
  const refusal = async (call) => {
    try {
      await call();
      return 0;
    } catch (error) {
      return Number(codeOf(error.message));
    }
  };

  try {
    await exchange.loadMarkets();
    const leverage = await exchange.setLeverage(10, symbol, { marginMode: 'cross' });
    watch().catch((error) => {
      if (watching) {
        console.error(error);
        process.exit(1);
      }
    });
    await listening(exchange);
    const [[bid]] = (await exchange.fetchOrderBook(symbol, 5)).bids;
    const low = Math.round(bid * 0.97);
    const bought = await exchange.createOrder(symbol, 'market', 'buy', amount(4), undefined, { clientOrderId: 'bought' });
    const resting = await exchange.createOrder(symbol, 'limit', 'buy', amount(2), low, { postOnly: true });
    const stop = await exchange.createOrder(symbol, 'market', 'sell', amount(4), undefined, { stopLossPrice: low, reduceOnly: true });
    const openOrders = await exchange.fetchOpenOrders(symbol);
    const openStops = await exchange.fetchOpenOrders(symbol, undefined, undefined, stops);
    const positions = await exchange.fetchPositions([symbol]);
    const balance = await exchange.fetchBalance();
    const sold = await exchange.createOrder(symbol, 'market', 'sell', amount(1), undefined, { reduceOnly: true });
    await exchange.cancelOrder(resting.id, symbol);
    await exchange.cancelOrder(stop.id, symbol, { trigger: true });
    const orders = [];
    for (const { id } of [bought, resting, sold]) {
      orders.push(await exchange.fetchOrder(id, symbol));
    }

    const trades = await exchange.fetchMyTrades(symbol);
    const refusals = {
      tooMuch: await refusal(() => exchange.createOrder(symbol, 'market', 'buy', amount(18_000))),
      unknown: await refusal(() => exchange.cancelOrder('12345', symbol)),
      stranger: await refusal(() => stranger.fetchBalance()),
      wouldTake: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', amount(2), Math.round(bid * 1.01), { postOnly: true })),
    };
    await waitFor('watchOrders', () => [bought.id, sold.id, resting.id].every((id) => watched.some((order) => order.id === id && order.status !== 'open')));
    console.log(JSON.stringify({ leverage, bought, resting, stop, sold, openOrders, openStops, positions, balance, orders, trades, refusals, watched }));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    watching = false;
    await exchange.close();
    await stranger.close();
  }

  // The exchange may go on renewing what it listens by.
  process.exit();
};

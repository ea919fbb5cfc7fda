using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>
/// How an opportunity is executed, purely: which orders a stage consists of, and what follows once all of them have ended. Invariant: beyond
/// the orders under way both legs are held in equal size, or the surplus is being taken back, or it is less than can be traded.
/// </summary>
public static class ArbitrageExecution
{
    /// <summary>Wait after a first round in which nothing was closed, milliseconds; doubles from round to round.</summary>
    private const long FirstWait = 1_000;

    /// <summary>Longest such wait.</summary>
    private const long LongestWait = 60_000;

    /// <summary>Begins an execution; null when the two instruments' rules leave nothing to trade.</summary>
    /// <param name="id">Unique.</param>
    /// <param name="account">Which account trades it.</param>
    /// <param name="spread">The opportunity.</param>
    /// <param name="buy">Rules of the bought instrument.</param>
    /// <param name="sell">Rules of the sold instrument.</param>
    /// <param name="slippageBps">How much worse than seen each leg may trade, 1/10,000.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static ArbitrageTrade? Begin(
        string id, string account, ArbitrageSpread spread, InstrumentInfo buy, InstrumentInfo sell, decimal slippageBps, long now)
    {
        // In steps and sizes that both can be entered in, and closed at the market again.
        decimal?[] most = [buy.MaxQuantity, buy.MaxMarketQuantity, sell.MaxQuantity, sell.MaxMarketQuantity];
        decimal[] steps = [buy.StepSize, buy.MarketStepSize ?? buy.StepSize, sell.StepSize, sell.MarketStepSize ?? sell.StepSize];
        var step = steps.Aggregate(LeastCommonMultiple);
        var quantity = Math.Floor(Math.Min((decimal)spread.Quantity, most.Min() ?? decimal.MaxValue) / step) * step;
        var slippage = slippageBps / 10_000m;
        var price = (decimal)Math.Min(spread.BuyPrice, spread.SellPrice) * (1 - slippage);
        if (quantity <= 0 || IsTooSmall(quantity, price, buy) || IsTooSmall(quantity, price, sell))
            return null;
        return new ArbitrageTrade(
            id, account, LegOf(buy, OrderSide.Buy), LegOf(sell, OrderSide.Sell), quantity,
            (decimal)spread.BuyPrice * (1 + slippage), (decimal)spread.SellPrice * (1 - slippage), ArbitrageStage.Entering, 0, now, null, null);
    }

    /// <summary>The orders that the trade's stage consists of; the same for the same trade.</summary>
    public static IReadOnlyList<ArbitrageOrder> Orders(ArbitrageTrade trade) => trade.Stage switch
    {
        ArbitrageStage.Entering =>
        [
            new(Key(trade, "buy"), trade.Buy.Instrument, OrderSide.Buy, trade.Quantity, trade.BuyLimit, OrderPurpose.Arbitrage),
            new(Key(trade, "sell"), trade.Sell.Instrument, OrderSide.Sell, trade.Quantity, trade.SellLimit, OrderPurpose.Arbitrage),
        ],
        ArbitrageStage.Unwinding when trade.Buy.Held > trade.Sell.Held => [Close(trade, trade.Buy, trade.Buy.Held - trade.Sell.Held, OrderPurpose.Unwind)],
        ArbitrageStage.Unwinding => [Close(trade, trade.Sell, trade.Sell.Held - trade.Buy.Held, OrderPurpose.Unwind)],
        ArbitrageStage.Exiting =>
            [.. new[] { trade.Buy, trade.Sell }.Where(leg => leg.Held > 0).Select(leg => Close(trade, leg, leg.Held, OrderPurpose.Arbitrage))],
        _ => [],
    };

    /// <summary>What follows once every order of the stage has ended.</summary>
    public static ArbitrageTrade Advance(ArbitrageTrade trade, IReadOnlyList<ArbitrageOutcome> outcomes, long now)
    {
        var idle = trade.Stage != ArbitrageStage.Entering && outcomes.All(outcome => outcome is { Filled: 0, IsGone: false }) ? trade.IdleRounds + 1 : 0;
        trade = trade with { IdleRounds = idle, NotBefore = idle == 0 ? null : now + Math.Min(FirstWait << Math.Min(idle - 1, 10), LongestWait) };
        foreach (var outcome in outcomes)
        {
            trade = outcome.Order.Instrument == trade.Buy.Instrument
                ? trade with { Buy = Book(trade.Buy, outcome) }
                : trade with { Sell = Book(trade.Sell, outcome) };
        }

        return trade switch
        {
            { Buy.Held: 0, Sell.Held: 0 } => trade with
            {
                Stage = ArbitrageStage.Done,
                DoneAt = now,
                Reason = trade.Stage switch
                {
                    ArbitrageStage.Entering => "Neither leg has traded.",
                    ArbitrageStage.Unwinding when outcomes.All(outcome => !outcome.IsTooSmall) => "One leg alone has traded; it was taken back.",
                    _ when trade.Reason is { } reason => reason,
                    _ when outcomes.Any(outcome => outcome.IsTooSmall) => "What is left is less than the smallest order.",
                    _ => "Both legs are closed.",
                },
            },
            { Stage: ArbitrageStage.Exiting } => trade with { Round = trade.Round + 1 },
            _ when trade.Buy.Held != trade.Sell.Held && outcomes.All(outcome => !outcome.IsTooSmall) => trade with { Stage = ArbitrageStage.Unwinding, Round = trade.Round + 1 },
            _ => trade with { Stage = ArbitrageStage.Holding, NotBefore = null },
        };
    }

    /// <summary>Begins to close both legs.</summary>
    /// <param name="trade">One that is held.</param>
    /// <param name="reason">Why, where it is not that the prices have met or the time is up.</param>
    public static ArbitrageTrade Exit(ArbitrageTrade trade, string? reason = null) => trade.Stage == ArbitrageStage.Holding
        ? trade with { Stage = ArbitrageStage.Exiting, Round = trade.Round + 1, Reason = reason }
        : throw new ArgumentException($"Expected a trade that is held; {trade.Id} is {trade.Stage}.", nameof(trade));

    /// <remarks>A surplus that is too small to be taken back stays beside the other leg until both are closed.</remarks>
    private static ArbitrageLeg Book(ArbitrageLeg leg, ArbitrageOutcome outcome) =>
        outcome.IsGone || (outcome.IsTooSmall && outcome.Order.Quantity == leg.Held)
            ? leg with { Held = 0 }
            : leg.Book(outcome.Order.Side, outcome.Filled, outcome.Value);

    private static ArbitrageLeg LegOf(InstrumentInfo rules, OrderSide side) =>
        new(rules.Id, side, 0, 0) { SmallestOrder = Math.Max(rules.MinQuantity ?? 0, rules.MarketStepSize ?? rules.StepSize) };

    private static ArbitrageOrder Close(ArbitrageTrade trade, ArbitrageLeg leg, decimal quantity, OrderPurpose purpose) => new(
        Key(trade, leg.Side == OrderSide.Buy ? "buy" : "sell"), leg.Instrument, leg.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy, quantity, null, purpose);

    private static string Key(ArbitrageTrade trade, string leg) => $"{trade.Id}/{trade.Round}/{leg}";

    private static bool IsTooSmall(decimal quantity, decimal price, InstrumentInfo rules) => quantity < rules.MinQuantity || quantity * price < rules.MinNotional;

    private static decimal LeastCommonMultiple(decimal one, decimal other)
    {
        var (a, b) = (one, other);
        while (b != 0)
            (a, b) = (b, a % b);
        return one / a * other;
    }
}

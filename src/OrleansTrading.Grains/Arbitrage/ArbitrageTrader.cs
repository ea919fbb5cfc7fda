using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>
/// Executes opportunities, where that is turned on. A trade's next step is stored before its orders are sent, and the orders' keys follow from
/// it: after a stop, or a second time, the same orders are asked for and no others are made.
/// </summary>
internal sealed partial class ArbitrageTrader(
    IGrainFactory grains, IMarketDataHub hub, IPersistentState<ArbitrageTradesState> state, ArbitrageOptions options, TimeProvider time, ILogger logger)
{
    private const int KeptTrades = 100;

    /// <summary>Newest first, those that ended too.</summary>
    public ImmutableArray<ArbitrageTrade> Trades => state.State.Trades;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Brings every trade on by what is known now, and begins those of new opportunities.</summary>
    public async Task StepAsync(ImmutableArray<ArbitrageSpread> spreads, IEnumerable<ArbitrageOpportunity> opened, CancellationToken cancellationToken)
    {
        foreach (var trade in Trades.Where(trade => trade.Stage != ArbitrageStage.Done))
            await StepAsync(trade, spreads);
        if (!options.Execute)
            return;
        foreach (var opportunity in opened.Where(CanExecute))
        {
            if (await BeginAsync(opportunity, cancellationToken) is { } trade)
                await StepAsync(trade, spreads);
        }
    }

    private bool CanExecute(ArbitrageOpportunity opportunity) =>
        opportunity is { ClosedAt: null, Spread.SameQuote: true } && !Trades.Any(trade => trade.Stage != ArbitrageStage.Done
            && (trade.Buy.Instrument == opportunity.Spread.Buy || trade.Sell.Instrument == opportunity.Spread.Sell
                || trade.Buy.Instrument == opportunity.Spread.Sell || trade.Sell.Instrument == opportunity.Spread.Buy));

    private async Task<ArbitrageTrade?> BeginAsync(ArbitrageOpportunity opportunity, CancellationToken cancellationToken)
    {
        var spread = opportunity.Spread;
        var buy = (await hub.GetInstrumentsAsync(spread.Buy.Venue, cancellationToken)).GetValueOrDefault(spread.Buy);
        var sell = (await hub.GetInstrumentsAsync(spread.Sell.Venue, cancellationToken)).GetValueOrDefault(spread.Sell);
        var id = $"arb/{opportunity.BaseAsset}/{opportunity.OpenedAt}/{spread.Buy.Venue}-{spread.Sell.Venue}";
        if (buy is null || sell is null || ArbitrageExecution.Begin(id, options.Account, spread, buy, sell, (decimal)options.SlippageBps, Now) is not { } trade)
            return null;
        await SaveAsync(trade);
        LogBegun(logger, trade.Id, trade.Quantity, spread.NetBps);
        return trade;
    }

    private async Task StepAsync(ArbitrageTrade trade, ImmutableArray<ArbitrageSpread> spreads)
    {
        if (trade.Stage == ArbitrageStage.Holding)
        {
            if (!IsOver(trade, spreads))
                return;
            trade = ArbitrageExecution.Exit(trade);
            await SaveAsync(trade);
        }

        var outcomes = await Task.WhenAll(ArbitrageExecution.Orders(trade).Select(order => PlaceAsync(trade, order)));
        if (outcomes.Any(outcome => outcome is null))
            return;
        var next = ArbitrageExecution.Advance(trade, [.. outcomes.OfType<ArbitrageOutcome>()], Now);
        await SaveAsync(next);
        await TellAsync(trade, next);
    }

    /// <summary>Asks for an order, or for what has become of it; null while more can come of it.</summary>
    private async Task<ArbitrageOutcome?> PlaceAsync(ArbitrageTrade trade, ArbitrageOrder order)
    {
        var account = grains.GetGrain<IAccountGrain>(trade.Account);
        var result = await account.PlaceAsync(new PlaceOrder(
            order.IntentKey, order.Purpose, order.Instrument, order.Side, null, order.LimitPrice is null ? OrderType.Market : OrderType.Limit,
            order.Quantity, null, order.LimitPrice, null, null, order.LimitPrice is null ? TimeInForce.GoodTillCancel : TimeInForce.ImmediateOrCancel,
            ReduceOnly: order.LimitPrice is null, null, "arbitrage"));
        if (result.Order is null)
            LogRefused(logger, order.IntentKey, result.Refusal?.Reason);
        return Concluded(order, result);
    }

    /// <summary>What has become of an order; null while that is not known.</summary>
    /// <remarks>An account that cannot answer may have the order from before: it is asked again under the same key.</remarks>
    internal static ArbitrageOutcome? Concluded(ArbitrageOrder order, PlaceResult result) => result switch
    {
        { Order: { } placed } => placed.IsFinal && placed.Filled >= placed.ReportedFilled ? new ArbitrageOutcome(order, placed.Filled, placed.FilledValue) : null,
        { Refusal.Code: RefusalCodes.NotReady } => null,
        { Refusal.Code: RefusalCodes.NothingToReduce } => new ArbitrageOutcome(order, 0, 0, IsGone: true),
        _ => new ArbitrageOutcome(order, 0, 0),
    };

    /// <summary>The prices have met, or it has been held for long enough.</summary>
    private bool IsOver(ArbitrageTrade trade, ImmutableArray<ArbitrageSpread> spreads) =>
        Now - trade.StartedAt > options.MaxHold.TotalMilliseconds
        || spreads.Any(spread => spread.Buy == trade.Buy.Instrument && spread.Sell == trade.Sell.Instrument && spread.GrossBps <= options.ExitBps);

    private async Task TellAsync(ArbitrageTrade before, ArbitrageTrade after)
    {
        var key = $"arbitrage-leg/{after.Id}";
        if (after.Stage == ArbitrageStage.Unwinding && before.Stage != ArbitrageStage.Unwinding)
        {
            LogUneven(logger, after.Id, after.Buy.Held, after.Sell.Held);
            await Alerts.RaiseAsync(key, AlertSeverity.Warning, "Arbitrage with one leg", $"{after.Id}: bought {after.Buy.Held}, sold {after.Sell.Held}; the surplus is taken back.");
        }
        else if (before.Stage == ArbitrageStage.Unwinding && after.Stage != ArbitrageStage.Unwinding)
        {
            await Alerts.ClearAsync(key);
        }

        if (after.Stage == ArbitrageStage.Done)
            LogDone(logger, after.Id, after.Cash, after.Reason);
    }

    private IAlertsGrain Alerts => grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    private Task SaveAsync(ArbitrageTrade trade)
    {
        var others = Trades.Where(other => other.Id != trade.Id);
        var sorted = others.Append(trade).OrderBy(each => each.Stage == ArbitrageStage.Done).ThenByDescending(each => each.StartedAt).ToList();
        var active = sorted.Count(each => each.Stage != ArbitrageStage.Done);
        state.State = new ArbitrageTradesState { Trades = [.. sorted.Take(Math.Max(active, KeptTrades))] };
        return state.WriteStateAsync();
    }

    [LoggerMessage(4834, LogLevel.Information, "Arbitrage {Trade} begun: {Quantity} at {NetBps:F2} bps net")]
    private static partial void LogBegun(ILogger logger, string trade, decimal quantity, double netBps);

    [LoggerMessage(4835, LogLevel.Warning, "Order {IntentKey} of an arbitrage was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string intentKey, string? reason);

    [LoggerMessage(4836, LogLevel.Warning, "Arbitrage {Trade}: {Bought} bought and {Sold} sold; the surplus is taken back")]
    private static partial void LogUneven(ILogger logger, string trade, decimal bought, decimal sold);

    [LoggerMessage(4837, LogLevel.Information, "Arbitrage {Trade} is over with {Cash} before fees: {Reason}")]
    private static partial void LogDone(ILogger logger, string trade, decimal cash, string? reason);
}

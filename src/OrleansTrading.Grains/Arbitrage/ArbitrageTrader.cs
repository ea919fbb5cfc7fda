using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>
/// Executes opportunities, where that is turned on. A trade's next step is stored before its orders are sent, and the orders' keys follow from
/// it: after a stop, or a second time, the same orders are asked for and no others are made.
/// </summary>
internal sealed partial class ArbitrageTrader(
    string asset, IGrainFactory grains, ArbitrageSources sources, IPersistentState<ArbitrageTradesState> state, ArbitrageOptions options, TimeProvider time, ILogger logger)
{
    private const int KeptTrades = 100;
    private const string LegClosed = "A leg was closed from outside; the other one is closed after it, and what the first brought is not in the cash.";
    private const string AlertPrefix = "arbitrage-leg/";

    /// <summary>Alerts that stand, as far as this activation knows; null before it has asked.</summary>
    private HashSet<string>? _standing;
    private bool _saidNotPaper;

    /// <summary>Instruments that the account was found to have something of.</summary>
    private readonly HashSet<InstrumentId> _occupied = [];

    /// <summary>Why orders that are asked for again and again were refused last: told once for each cause.</summary>
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>Newest first, those that ended too.</summary>
    public ImmutableArray<ArbitrageTrade> Trades => state.State.Trades;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Brings every trade on by what is known now, and begins those of new opportunities.</summary>
    public async Task StepAsync(ImmutableArray<ArbitrageSpread> spreads, IEnumerable<ArbitrageOpportunity> opened, CancellationToken cancellationToken)
    {
        foreach (var trade in Trades.Where(trade => trade.Stage != ArbitrageStage.Done))
            await StepAsync(trade, spreads, cancellationToken);
        if (!options.Execute)
            return;
        foreach (var opportunity in opened.Where(CanExecute))
        {
            if (await BeginAsync(opportunity, cancellationToken) is { } trade)
                await StepAsync(trade, spreads, cancellationToken);
        }
    }

    /// <summary>Has an alert stand for every trade that has one leg alone, and for no other, whatever was told before a stop.</summary>
    public async Task TellAsync()
    {
        var uneven = Trades.Where(trade => trade.Stage == ArbitrageStage.Unwinding).ToDictionary(KeyOf);
        if (_standing is null)
        {
            // Also those of trades that are known no more.
            var ours = $"{AlertPrefix}arb/{asset}/";
            _standing = [.. (await Alerts.ListAsync(openOnly: true, IAlertsGrain.MaxLimit)).Select(alert => alert.Key).Where(key => key.StartsWith(ours, StringComparison.Ordinal))];
        }

        foreach (var (key, trade) in uneven.Where(pair => !_standing.Contains(pair.Key)))
        {
            await Alerts.RaiseAsync(key, AlertSeverity.Warning, "Arbitrage with one leg", $"{trade.Id}: bought {trade.Buy.Held}, sold {trade.Sell.Held}; the surplus is taken back.");
            _standing.Add(key);
        }

        foreach (var key in _standing.Where(key => !uneven.ContainsKey(key)).ToList())
        {
            await Alerts.ClearAsync(key);
            _standing.Remove(key);
        }
    }

    private static string KeyOf(ArbitrageTrade trade) => $"{AlertPrefix}{trade.Id}";

    private bool CanExecute(ArbitrageOpportunity opportunity) =>
        opportunity is { ClosedAt: null, Spread.SameQuote: true } && !Trades.Any(trade => trade.Stage != ArbitrageStage.Done
            && (trade.Buy.Instrument == opportunity.Spread.Buy || trade.Sell.Instrument == opportunity.Spread.Sell
                || trade.Buy.Instrument == opportunity.Spread.Sell || trade.Sell.Instrument == opportunity.Spread.Buy));

    private async Task<ArbitrageTrade?> BeginAsync(ArbitrageOpportunity opportunity, CancellationToken cancellationToken)
    {
        if (!await IsPaperAsync(cancellationToken))
            return null;
        var spread = opportunity.Spread;
        var buy = await sources.RulesOfAsync(spread.Buy, cancellationToken);
        var sell = await sources.RulesOfAsync(spread.Sell, cancellationToken);
        var id = $"arb/{asset}/{opportunity.OpenedAt}/{spread.Buy.Venue}-{spread.Sell.Venue}";
        if (buy is null || sell is null || ArbitrageExecution.Begin(id, options.Account, spread, buy, sell, (decimal)options.SlippageBps, Now) is not { } trade
            || !await IsFreeAsync(trade, cancellationToken))
            return null;
        await SaveAsync(trade);
        LogBegun(logger, trade.Id, trade.Quantity, spread.NetBps);
        return trade;
    }

    /// <remarks>A live account trades at one venue: the other leg would be refused, and each opportunity would cost a leg that is taken back.</remarks>
    private async Task<bool> IsPaperAsync(CancellationToken cancellationToken)
    {
        if (await sources.FindAsync(options.Account, cancellationToken) is not { } account)
            return false;
        if (!account.IsPaper && !_saidNotPaper)
            LogNotPaper(logger, options.Account);
        _saidNotPaper = !account.IsPaper;
        return account.IsPaper;
    }

    /// <summary>
    /// Whether the account has nothing of either instrument, as far as an order could close it. A leg on top of somebody else's position would take
    /// from it, or hide that the leg is gone.
    /// </summary>
    private async Task<bool> IsFreeAsync(ArbitrageTrade trade, CancellationToken cancellationToken)
    {
        if (await sources.ListPositionsAsync(trade.Account, cancellationToken) is not { } positions
            || await sources.ListOpeningAsync(trade.Account, cancellationToken) is not { } orders)
            return false;
        ArbitrageLeg[] legs = [trade.Buy, trade.Sell];
        foreach (var leg in legs)
        {
            if (!orders.Any(order => order.Spec.Instrument == leg.Instrument)
                && !positions.Any(held => held.Position.Key.Instrument == leg.Instrument && Math.Abs(held.Position.Quantity) >= leg.SmallestOrder))
                _occupied.Remove(leg.Instrument);
            else if (_occupied.Add(leg.Instrument))
                LogOccupied(logger, trade.Id, trade.Account, leg.Instrument);
        }

        return !legs.Any(leg => _occupied.Contains(leg.Instrument));
    }

    private async Task StepAsync(ArbitrageTrade trade, ImmutableArray<ArbitrageSpread> spreads, CancellationToken cancellationToken)
    {
        if (trade.NotBefore > Now)
            return;
        if (trade.Stage == ArbitrageStage.Holding)
        {
            var isUneven = await IsUnevenAsync(trade, cancellationToken);
            if (!isUneven && !IsOver(trade, spreads))
                return;
            trade = ArbitrageExecution.Exit(trade, isUneven ? LegClosed : null);
            await SaveAsync(trade);
        }

        var outcomes = await Task.WhenAll(ArbitrageExecution.Orders(trade).Select(order => PlaceAsync(trade, order, cancellationToken)));
        if (outcomes.Any(outcome => outcome is null))
            return;
        var next = ArbitrageExecution.Advance(trade, [.. outcomes.OfType<ArbitrageOutcome>()], Now);
        foreach (var done in ArbitrageExecution.Orders(trade))
            _refused.Remove(done.IntentKey);
        await SaveAsync(next);
        if (next.Stage == ArbitrageStage.Unwinding && trade.Stage != ArbitrageStage.Unwinding)
            LogUneven(logger, next.Id, next.Buy.Held, next.Sell.Held);
        if (next.Stage == ArbitrageStage.Done)
            LogDone(logger, next.Id, next.Cash, next.Reason);
    }

    /// <summary>Whether a leg has been closed from outside, by a stop or by hand, as far as is known: the other one is naked then.</summary>
    private async Task<bool> IsUnevenAsync(ArbitrageTrade trade, CancellationToken cancellationToken)
    {
        var positions = await sources.ListPositionsAsync(trade.Account, cancellationToken);
        return positions is not null && new[] { trade.Buy, trade.Sell }.Any(leg =>
        {
            var opposite = leg.Side == OrderSide.Buy ? PositionSide.Short : PositionSide.Long;
            var held = positions.Select(view => view.Position).Where(position => position.Key.Instrument == leg.Instrument && position.Key.Side != opposite)
                .Sum(position => position.Quantity);
            return leg.IsMissing(leg.Side == OrderSide.Buy ? held : -held);
        });
    }

    /// <summary>Asks for an order, or for what has become of it; null while more can come of it.</summary>
    private async Task<ArbitrageOutcome?> PlaceAsync(ArbitrageTrade trade, ArbitrageOrder order, CancellationToken cancellationToken)
    {
        var asked = new PlaceOrder(
            order.IntentKey, order.Purpose, order.Instrument, order.Side, null, order.LimitPrice is null ? OrderType.Market : OrderType.Limit,
            order.Quantity, null, order.LimitPrice, null, null, order.LimitPrice is null ? TimeInForce.GoodTillCancel : TimeInForce.ImmediateOrCancel,
            ReduceOnly: order.LimitPrice is null, null, "arbitrage");
        if (await sources.PlaceAsync(trade.Account, asked, cancellationToken) is not { } result)
            return null;
        if (result.Refusal is { Code: not RefusalCodes.NotReady } refusal && _refused.GetValueOrDefault(order.IntentKey) != refusal.Code)
        {
            _refused[order.IntentKey] = refusal.Code;
            LogRefused(logger, order.IntentKey, refusal.Reason);
        }

        return Concluded(order, result);
    }

    /// <summary>What has become of an order; null while that is not known.</summary>
    /// <remarks>
    /// An account that cannot answer may have the order from before: it is asked again under the same key. So is one that refuses a close, being
    /// switched off or without a price: no order has come of that key, and what is held is to be closed when it can be.
    /// </remarks>
    internal static ArbitrageOutcome? Concluded(ArbitrageOrder order, PlaceResult result) => result switch
    {
        { Order: { } placed } => placed.IsFinal && placed.Filled >= placed.ReportedFilled ? new ArbitrageOutcome(order, placed.Filled, placed.FilledValue) : null,
        { Refusal.Code: RefusalCodes.NotReady } => null,
        { Refusal.Code: RefusalCodes.BelowMinimum } when order.LimitPrice is null => new ArbitrageOutcome(order, 0, 0, IsTooSmall: true),
        { Refusal.Code: RefusalCodes.NothingToReduce } => new ArbitrageOutcome(order, 0, 0, IsGone: true),
        { Refusal.Code: RefusalCodes.TradingOff or RefusalCodes.Killed or RefusalCodes.Halted or RefusalCodes.NoPrice } when order.LimitPrice is null => null,
        _ => new ArbitrageOutcome(order, 0, 0),
    };

    /// <summary>The prices have met, or it has been held for long enough.</summary>
    private bool IsOver(ArbitrageTrade trade, ImmutableArray<ArbitrageSpread> spreads) =>
        Now - trade.StartedAt > options.MaxHold.TotalMilliseconds
        || spreads.Any(spread => spread.Buy == trade.Buy.Instrument && spread.Sell == trade.Sell.Instrument && spread.GrossBps <= options.ExitBps);

    private IAlertsGrain Alerts => grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    /// <remarks>What could not be saved has not happened: no order follows from it.</remarks>
    private async Task SaveAsync(ArbitrageTrade trade)
    {
        var others = Trades.Where(other => other.Id != trade.Id);
        var sorted = others.Append(trade).OrderBy(each => each.Stage == ArbitrageStage.Done).ThenByDescending(each => each.StartedAt).ToList();
        var active = sorted.Count(each => each.Stage != ArbitrageStage.Done);
        var before = state.State;
        state.State = new ArbitrageTradesState { Trades = [.. sorted.Take(Math.Max(active, KeptTrades))] };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            throw;
        }
    }
}

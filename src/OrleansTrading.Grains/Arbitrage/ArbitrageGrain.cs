using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>
/// Looks at one asset's books at a steady pace. Every opening and closing is stored before it is told; what cannot be stored is kept and
/// stored with the next look.
/// </summary>
internal sealed partial class ArbitrageGrain(
    [PersistentState("arbitrage")] IPersistentState<ArbitrageTradesState> trades, IMarketDataHub hub, IArbitrageStore store, IEventBus events, ArbitrageMetrics metrics, IOptions<ArbitrageOptions> options, TimeProvider time, ILogger<ArbitrageGrain> logger)
    : Grain, IArbitrageGrain
{
    private const int MostUnsaved = 1000;
    private static readonly TimeSpan ListingsLast = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ListAgainAfter = TimeSpan.FromSeconds(10);

    /// <summary>How often the last sight of what is open is stored, so that a stop takes no more than this from its life time.</summary>
    private static readonly TimeSpan StoreSightAfter = TimeSpan.FromSeconds(5);
    private readonly List<ArbitrageOpportunity> _unsaved = [];
    private readonly SpreadHistory _history = new();
    private ArbitrageTracker _tracker = null!;
    private ArbitrageReader _reader = null!;
    private ArbitrageTrader _trader = null!;
    private ArbitrageView _view = null!;
    private ImmutableArray<ArbitrageInstrument> _instruments;
    private ImmutableArray<ArbitrageGap> _absent = [];
    private TimeSpan _listingsLast;
    private long _listedAt;
    private long _savedAt;
    private bool _started;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var asset = this.GetPrimaryKeyString();
        _tracker = new ArbitrageTracker(asset, options.Value.ToRules());
        _reader = new ArbitrageReader(GrainFactory, asset, options.Value, time);
        _trader = new ArbitrageTrader(asset, GrainFactory, new ArbitrageSources(GrainFactory, hub, time, logger), trades, options.Value, time, logger);
        await _trader.ForgetUnreadableAsync();
        _view = new ArbitrageView(asset, null, [], [], [], _trader.Trades);
        var newest = await store.ListAsync(asset, null, MostUnsaved, cancellationToken);
        _unsaved.AddRange(_tracker.Restore(newest.Where(opportunity => opportunity.ClosedAt is null)));
        _savedAt = time.GetTimestamp();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        metrics.Forget(_view.BaseAsset);
        return Task.CompletedTask;
    }

    public Task EnsureStartedAsync()
    {
        if (!_started)
            this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.Value.Interval) { KeepAlive = true });
        _started = true;
        return Task.CompletedTask;
    }

    public Task<ArbitrageView> GetAsync() => Task.FromResult(_view);

    public Task<ImmutableArray<SpreadPoint>> GetSpreadsAsync(InstrumentId buy, InstrumentId sell) => Task.FromResult(_history.Of(buy, sell));

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FindInstrumentsAsync(cancellationToken);
            var look = await _reader.ReadAsync(_instruments, cancellationToken);
            var spreads = ArbitrageMath.Compare(look.Markets, options.Value.ToRules());
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            _history.Add(spreads, now);
            var changes = _tracker.Look(spreads, now, options.Value.UnwatchedAfter());
            _unsaved.AddRange(changes);
            _view = new ArbitrageView(_view.BaseAsset, now, spreads, [.. _tracker.Open], [.. _absent, .. look.LeftOut], _trader.Trades);
            metrics.Looked(_view, changes);
            try
            {
                await TradeAsync(spreads, changes, cancellationToken);
            }
            finally
            {
                // What was seen is stored whatever becomes of trading, and trading goes on whatever the store does.
                await SaveAsync(cancellationToken);
            }

            await _trader.TellAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Isolated here: the next look tries again.
            LogLookFailed(logger, _view.BaseAsset, exception);
        }
    }

    /// <summary>A step whose write fails is not believed: the activation goes away, and the next one reads what was stored.</summary>
    private async Task TradeAsync(ImmutableArray<ArbitrageSpread> spreads, IReadOnlyList<ArbitrageOpportunity> changes, CancellationToken cancellationToken)
    {
        try
        {
            await _trader.StepAsync(spreads, changes, cancellationToken);
            _view = _view with { Trades = _trader.Trades };
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <remarks>A venue whose list cannot be had now is left out and asked again soon.</remarks>
    private async Task FindInstrumentsAsync(CancellationToken cancellationToken)
    {
        if (!_instruments.IsDefault && time.GetElapsedTime(_listedAt) < _listingsLast)
            return;
        var (found, absent) = (ImmutableArray.CreateBuilder<ArbitrageInstrument>(), ImmutableArray.CreateBuilder<ArbitrageGap>());
        var complete = true;
        foreach (var venue in hub.Venues.OrderBy(venue => venue.Venue, StringComparer.Ordinal))
        {
            try
            {
                var listed = await hub.GetInstrumentsAsync(venue.Venue, cancellationToken);
                if (ArbitrageInstrument.Choose(listed.Values, _view.BaseAsset, options.Value.ParseQuotes(), venue.Rest.HasDerivatives) is { } chosen)
                    found.Add(chosen.CanBeSold ? chosen with { FundingInterval = await FundingIntervalAsync(venue, chosen.Id, cancellationToken) } : chosen);
                else
                    absent.Add(new ArbitrageGap(venue.Venue, $"It lists no {_view.BaseAsset} in {options.Value.Quotes}."));
            }
            catch (VenueException exception)
            {
                complete = false;
                absent.Add(new ArbitrageGap(venue.Venue, exception.Message));
            }
        }

        (_instruments, _absent) = (found.DrainToImmutable(), absent.DrainToImmutable());
        (_listedAt, _listingsLast) = (time.GetTimestamp(), complete ? ListingsLast : ListAgainAfter);
    }

    /// <remarks>Without it the spread is compared all the same, and nothing is said of its funding.</remarks>
    private static async Task<TimeSpan?> FundingIntervalAsync(IVenueConnector venue, InstrumentId instrument, CancellationToken cancellationToken)
    {
        try
        {
            return await venue.Rest.GetFundingIntervalAsync(instrument, cancellationToken);
        }
        catch (VenueException)
        {
            return null;
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_savedAt) >= StoreSightAfter)
        {
            await store.SaveAsync([.. _tracker.Open], cancellationToken);
            _savedAt = time.GetTimestamp();
        }

        if (_unsaved.Count == 0)
            return;
        if (_unsaved.Count > MostUnsaved)
        {
            LogForgotten(logger, _view.BaseAsset, _unsaved.Count - MostUnsaved);
            _unsaved.RemoveRange(0, _unsaved.Count - MostUnsaved);
        }

        var saving = _unsaved.ToArray();
        await store.SaveAsync(saving, cancellationToken);
        _unsaved.Clear();
        foreach (var opportunity in saving)
        {
            LogChanged(logger, opportunity.BaseAsset, opportunity.End?.ToString() ?? "Opened", opportunity.Spread.Buy, opportunity.Spread.Sell, opportunity.Spread.NetBps);
            events.Publish(new ArbitrageChanged(opportunity.ClosedAt ?? opportunity.OpenedAt, opportunity));
        }
    }

    [LoggerMessage(4830, LogLevel.Warning, "Looking at the books of {BaseAsset} failed; the next look tries again")]
    private static partial void LogLookFailed(ILogger logger, string baseAsset, Exception exception);

    [LoggerMessage(4831, LogLevel.Information, "Arbitrage {BaseAsset}: {Change}, buy {Buy}, sell {Sell}, net {NetBps:F2} bps")]
    private static partial void LogChanged(ILogger logger, string baseAsset, string change, InstrumentId buy, InstrumentId sell, double netBps);

    [LoggerMessage(4832, LogLevel.Error, "Arbitrage {BaseAsset}: the store has refused for so long that {Count} changes of opportunities are forgotten")]
    private static partial void LogForgotten(ILogger logger, string baseAsset, int count);
}

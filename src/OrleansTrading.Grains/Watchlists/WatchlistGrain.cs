using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>
/// Chooses the instruments and keeps each of them live. The choice is persisted before it takes effect; an instrument
/// that leaves the list is released. Its timer and every silo's nudge make up for each other.
/// </summary>
[KeepAlive]
internal sealed partial class WatchlistGrain(
    [PersistentState("watchlist")] IPersistentState<WatchlistState> state,
    IMarketDataHub hub,
    IOptions<WatchlistOptions> watchlistOptions,
    TimeProvider time,
    ILogger<WatchlistGrain> logger) : Grain, IWatchlistGrain
{
    private readonly WatchlistOptions _options = watchlistOptions.Value;
    private ImmutableArray<InstrumentId> _instruments = [];
    private IGrainTimer? _timer;
    private bool _chosenSinceStart;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _instruments = state.State.ToIds();
        return Task.CompletedTask;
    }

    public Task EnsureStartedAsync()
    {
        _timer ??= this.RegisterGrainTimer(KeepAsync, TimeSpan.Zero, _options.KeepAliveInterval);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync() => Task.FromResult(_instruments);

    public async Task<WatchlistRefresh> RefreshAsync()
    {
        var before = _instruments;
        _chosenSinceStart = false;
        await KeepAsync(CancellationToken.None);
        return new WatchlistRefresh(
            _instruments, [.. _instruments.Except(before)], [.. before.Except(_instruments)], [],
            _chosenSinceStart || this.GetPrimaryKeyString() != IWatchlistGrain.Elite ? null : "No choice could be made.");
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        await ChooseIfDueAsync(cancellationToken);
        await Task.WhenAll(_instruments.Select(EnsureLiveAsync));
    }

    private async Task ChooseIfDueAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != IWatchlistGrain.Elite)
            return;
        var age = time.GetUtcNow().ToUnixTimeMilliseconds() - state.State.ChosenAt;
        if (_chosenSinceStart && age < _options.RefreshInterval.TotalMilliseconds)
            return;
        try
        {
            var chosen = await ChooseAsync(cancellationToken);
            if (chosen.IsEmpty)
            {
                LogNothingChosen(logger, this.GetPrimaryKeyString(), _options.QuoteAsset, _options.Venue);
                await SwitchToAsync(state.State.ToIds());
                return;
            }

            // Until all of it is done: a choice that fails half-way is made again in the next round.
            _chosenSinceStart = false;
            await TakeAsync(chosen);
            _chosenSinceStart = true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The venue, the store of the choice, a symbol that does not let go: whatever it is, the known instruments are kept live.
            // A fixed list needs no choice: what the store holds of it is served until the venue can say what it lists.
            if (_instruments.IsEmpty)
                _instruments = Named();
            LogChoiceFailed(logger, this.GetPrimaryKeyString(), _options.Venue, _instruments.Length, exception);
        }
    }

    private async Task<ImmutableArray<InstrumentId>> ChooseAsync(CancellationToken cancellationToken)
    {
        var listed = await hub.GetInstrumentsAsync(_options.Venue, cancellationToken);
        if (Named() is { IsEmpty: false } wanted)
        {
            foreach (var unknown in wanted.Where(id => !listed.ContainsKey(id)))
                LogUnknownInstrument(logger, this.GetPrimaryKeyString(), unknown);
            return [.. wanted.Where(listed.ContainsKey)];
        }

        var tickers = await hub.Venue(_options.Venue).Rest.GetTickersAsync(cancellationToken);
        return
        [
            .. tickers
                .Where(ticker => listed.TryGetValue(ticker.Id, out var info) && info.IsTrading && info.QuoteAsset == _options.QuoteAsset)
                .OrderByDescending(ticker => ticker.QuoteVolume)
                .ThenBy(ticker => ticker.Id.Symbol, StringComparer.Ordinal)
                .Take(_options.Top)
                .Select(ticker => ticker.Id),
        ];
    }

    private ImmutableArray<InstrumentId> Named() => [.. _options.ParseSymbols().Select(symbol => new InstrumentId(_options.Venue, symbol))];

    private async Task TakeAsync(ImmutableArray<InstrumentId> chosen)
    {
        state.State = new WatchlistState
        {
            Instruments = [.. chosen.Select(id => id.ToString())],
            ChosenAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await state.WriteStateAsync();
        LogChosen(logger, this.GetPrimaryKeyString(), chosen.Length, chosen.Except(_instruments).Count(), _instruments.Except(chosen).Count());
        await SwitchToAsync(chosen);
    }

    private async Task SwitchToAsync(ImmutableArray<InstrumentId> chosen)
    {
        var left = _instruments.Except(chosen);
        await Task.WhenAll(left.Select(id => GrainFactory.GetGrain<ISymbolGrain>(id.ToString()).ReleaseAsync()));
        _instruments = chosen;
    }

    private async Task EnsureLiveAsync(InstrumentId instrument)
    {
        try
        {
            await GrainFactory.GetGrain<ISymbolGrain>(instrument.ToString()).EnsureLiveAsync();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // One symbol's trouble must not keep the others from being made sure of; the next round tries again.
            LogEnsureFailed(logger, this.GetPrimaryKeyString(), instrument, exception);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>
/// Has the instruments of one list chosen and holds each of them live. A choice is persisted before it takes effect. It is made at the
/// start, and whenever somebody asks for it. Its timers and every silo's nudge make up for each other.
/// Lists know nothing of each other's instruments: each renews and gives up its own holds, and the symbol is live while any is left.
/// </summary>
[KeepAlive]
internal sealed partial class WatchlistGrain(
    [PersistentState("watchlist")] IPersistentState<WatchlistState> state,
    IMarketDataHub hub,
    IEventBus events,
    IOptions<WatchlistOptions> watchlistOptions,
    TimeProvider time,
    ILogger<WatchlistGrain> logger) : Grain, IWatchlistGrain
{
    private static readonly TimeSpan ShortestHold = TimeSpan.FromMinutes(1);

    private readonly WatchlistOptions _options = watchlistOptions.Value;
    private readonly FailureDelay _choices = new(time);
    private string _name = "";
    private IWatchlistSelector _selector = null!;
    private ImmutableArray<WatchlistMember> _members = [];
    private ImmutableArray<InstrumentId> _instruments = [];
    private ImmutableArray<InstrumentId> _warmed = [];
    private IGrainTimer? _holding;
    private IGrainTimer? _choosing;
    private bool _chosenSinceStart;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = this.GetPrimaryKeyString();
        _selector = _name switch
        {
            IWatchlistGrain.Elite when _options.ParseSymbols().Count > 0 => new FixedSelector(_name, _options, hub, time, logger),
            IWatchlistGrain.Elite => new EliteSelector(_options, hub, time),
            IWatchlistGrain.Overlay => new OverlaySelector(_options, hub, GrainFactory, time),
            _ => throw new ArgumentException($"There is no watchlist '{_name}'; expected one of {string.Join(", ", LiveInstruments.Lists)}."),
        };
        TakeOver();
        return Task.CompletedTask;
    }

    public Task EnsureStartedAsync()
    {
        // A choice may wait for the venue longer than a hold lasts: what is known is held meanwhile.
        _holding ??= this.RegisterGrainTimer(
            HoldAllAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.KeepAliveInterval) { Interleave = true });
        _choosing ??= this.RegisterGrainTimer(ChooseIfNeededAsync, TimeSpan.Zero, _options.KeepAliveInterval);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync() => Task.FromResult(_instruments);

    public async Task<WatchlistRefresh> RefreshAsync()
    {
        await EnsureStartedAsync();
        var before = _instruments;
        var problem = await ChooseAsync(CancellationToken.None);
        return new WatchlistRefresh(_instruments, [.. _instruments.Except(before)], [.. before.Except(_instruments)], _warmed, problem);
    }

    private async Task ChooseIfNeededAsync(CancellationToken cancellationToken)
    {
        if (!_chosenSinceStart && _choices.IsOver)
            await ChooseAsync(cancellationToken);
    }

    /// <returns>Why there was no choice to rely on; null when there was.</returns>
    private async Task<string?> ChooseAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Until all of it is done: a choice that fails half-way is made again in the next round.
            _chosenSinceStart = false;
            var selection = await _selector.SelectAsync(_members, cancellationToken);
            if (selection.Problem is { } problem)
                LogProblem(logger, _name, problem);
            await TakeAsync(selection);
            _chosenSinceStart = selection.Problem is null;
            _choices.OnSucceeded();
            return selection.Problem;
        }
        catch (InconsistentStateException exception)
        {
            // Another activation of this list was faster; what it stored holds, and the next round chooses on top of it.
            LogReadAgain(logger, _name, exception);
            await state.ReadStateAsync(cancellationToken);
            TakeOver();
            return exception.Message;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The venue, or the store of the choice: whatever it is, the known instruments are kept live.
            _choices.OnFailed();
            LogChoiceFailed(logger, _name, _instruments.Length, exception);
            return exception.Message;
        }
    }

    private async Task TakeAsync(WatchlistSelection selection)
    {
        var before = _instruments;
        ImmutableArray<InstrumentId> chosen = [.. selection.Members.Select(member => member.Id)];
        if (!selection.Members.SequenceEqual(_members))
        {
            var old = state.State;
            state.State = WatchlistState.Of(selection.Members, time.GetUtcNow().ToUnixTimeMilliseconds());
            try
            {
                await state.WriteStateAsync();
            }
            catch
            {
                state.State = old;
                throw;
            }
        }

        var dropped = before.Concat(_warmed).Except(chosen).Except(selection.Warmed).ToList();
        (_members, _instruments, _warmed) = (selection.Members, chosen, selection.Warmed);
        Announce([.. chosen.Except(before)], [.. before.Except(chosen)]);
        await Task.WhenAll(dropped.Select(LetGoAsync).Append(HoldAllAsync(CancellationToken.None)));
    }

    private void Announce(ImmutableArray<InstrumentId> joined, ImmutableArray<InstrumentId> left)
    {
        if (joined.IsEmpty && left.IsEmpty)
            return;
        LogChosen(logger, _name, _instruments.Length, joined.Length, left.Length);
        events.Publish(new WatchlistChanged(time.GetUtcNow().ToUnixTimeMilliseconds(), _name, joined, left));
    }

    private void TakeOver()
    {
        _members = state.State.ToMembers();
        _instruments = [.. _members.Select(member => member.Id)];
    }

    /// <summary>One symbol's trouble must not keep the others from being made sure of; the next round tries again.</summary>
    private async Task HoldAllAsync(CancellationToken cancellationToken)
    {
        var failures = (await Task.WhenAll(_instruments.Concat(_warmed).Select(HoldAsync))).OfType<string>().ToList();
        if (failures.Count > 0 && !cancellationToken.IsCancellationRequested)
            LogHoldsFailed(logger, _name, failures.Count, failures[0]);
    }

    /// <summary>Answers why the symbol could not be held; null when it is.</summary>
    private async Task<string?> HoldAsync(InstrumentId instrument)
    {
        try
        {
            // Long enough for several rounds to fail; a list that is gone for good lets its symbols go by that.
            var hold = _options.KeepAliveInterval * 12;
            await Symbol(instrument).HoldAsync(_name, hold > ShortestHold ? hold : ShortestHold);
            return null;
        }
        catch (Exception exception)
        {
            return $"{instrument}: {exception.Message}";
        }
    }

    private async Task LetGoAsync(InstrumentId instrument)
    {
        try
        {
            await Symbol(instrument).LetGoAsync(_name);
        }
        catch (Exception exception)
        {
            LogLetGoFailed(logger, _name, instrument, exception);
        }
    }

    private ISymbolGrain Symbol(InstrumentId instrument) => GrainFactory.GetGrain<ISymbolGrain>(instrument.ToString());
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Executor;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Executor;

/// <summary>
/// Hears of signals as they are raised, and looks through the stored ones for those that it did not hear of: an event can be lost, a stored
/// signal cannot. A signal waits until it is decided about; what could not be decided because somebody did not answer is tried again until
/// the signal expires. Reentrant so that it can be asked while it works; it works on one signal at a time.
/// </summary>
[Reentrant]
internal sealed partial class SignalExecutorGrain(
    ISignalStore signals, IExecutionStore store, IEventBus bus, IOptions<ExecutorOptions> options, TimeProvider time, ILogger<SignalExecutorGrain> logger)
    : Grain, ISignalExecutorGrain, IDisposable
{
    private const int PageSize = 500;

    /// <summary>A signal may be stored a little later than it was made.</summary>
    private const long Overlap = 60_000;

    private readonly ExecutorOptions _options = options.Value;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, TradeSignal> _waiting = [];
    private readonly Dictionary<string, long> _decided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _takenAt = new(StringComparer.Ordinal);
    private SignalDecider _decider = null!;
    private IEventSubscription? _subscription;
    private long? _lookedFrom;
    private bool _isWorking;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _decider = new SignalDecider(GrainFactory, _options);
        return Task.CompletedTask;
    }

    public Task EnsureStartedAsync()
    {
        if (_subscription is not null || !_options.Enabled)
            return Task.CompletedTask;
        var turns = TaskScheduler.Current;
        _subscription = bus.Subscribe<SignalRaised>(
            "signal-executor", async (raised, token) => await Task.Factory.StartNew(() => Hear(raised.Signal), token, TaskCreationOptions.DenyChildAttach, turns));
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Interval) { Interleave = true, KeepAlive = true });
        LogStarted(logger, _options.Account, _options.DryRun);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_subscription is not null)
            await _subscription.DisposeAsync();
    }

    public void Dispose() => _stopping.Dispose();

    private void Hear(TradeSignal signal)
    {
        // Before the decisions of the past are known nothing is decided: the first look brings this signal too.
        if (_lookedFrom is null || _decided.ContainsKey(signal.Key) || !_waiting.TryAdd(signal.Key, signal))
            return;
        _ = WorkAsync();
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync();
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            // Isolated here so that what waits is decided about all the same: the next tick looks again.
            LogNotLooked(logger, exception);
        }

        await WorkAsync();
    }

    /// <summary>Finds stored signals that have not expired and that nothing was decided about.</summary>
    private async Task LookAsync()
    {
        var now = Now;
        var from = _lookedFrom ?? now - (long)_options.CatchUp.TotalMilliseconds;
        if (_lookedFrom is null)
            await RememberAsync(from);
        for (long? before = null; ;)
        {
            var page = await signals.ListAsync(null, null, before, PageSize, _stopping.Token);
            foreach (var signal in page.Where(signal => signal.CreatedAt >= from && signal.ExpiresAt > now && !_decided.ContainsKey(signal.Key)))
                _waiting.TryAdd(signal.Key, signal);
            if (page.Count < PageSize || page[^1].CreatedAt < from)
                break;
            // Signals of one moment may lie on both sides of a page's end.
            before = page[0].CreatedAt == page[^1].CreatedAt ? page[^1].CreatedAt : page[^1].CreatedAt + 1;
        }

        _lookedFrom = now - Overlap;
        foreach (var old in _decided.Where(decided => decided.Value < now - (long)_options.CatchUp.TotalMilliseconds).ToList())
            _decided.Remove(old.Key);
    }

    private async Task RememberAsync(long from)
    {
        var longest = from - (long)_options.CoolDown.TotalMilliseconds;
        for (long? before = null; ;)
        {
            var page = await store.ListAsync(null, null, before, PageSize, _stopping.Token);
            foreach (var decision in page)
                Remember(decision);
            if (page.Count < PageSize || page[^1].SignalTime < longest)
                return;
            before = page[0].SignalTime == page[^1].SignalTime ? page[^1].SignalTime : page[^1].SignalTime + 1;
        }
    }

    private void Remember(ExecutionDecision decision)
    {
        _decided[decision.SignalKey] = decision.SignalTime;
        var instrument = decision.Instrument.ToString();
        if (decision.Outcome != ExecutionOutcome.Refused && decision.Time > _takenAt.GetValueOrDefault(instrument, long.MinValue))
            _takenAt[instrument] = decision.Time;
    }

    /// <summary>Decides about what waits, the oldest first and the strongest of one moment.</summary>
    private async Task WorkAsync()
    {
        if (_isWorking)
            return;
        _isWorking = true;
        try
        {
            var tried = new HashSet<string>(StringComparer.Ordinal);
            while (!_stopping.IsCancellationRequested
                && _waiting.Values.Where(signal => !tried.Contains(signal.Key)).OrderBy(signal => signal.CreatedAt)
                    .ThenByDescending(signal => Math.Abs(signal.Score)).FirstOrDefault() is { } next)
            {
                tried.Add(next.Key);
                await DecideAsync(next);
            }
        }
        finally
        {
            _isWorking = false;
        }
    }

    private async Task DecideAsync(TradeSignal signal)
    {
        try
        {
            long? taken = _takenAt.TryGetValue(signal.Instrument.ToString(), out var at) ? at : null;
            if (await _decider.DecideAsync(signal, taken, Now) is not { } decision)
                return;
            await store.AddAsync([decision], _stopping.Token);
            Remember(decision);
            _waiting.Remove(signal.Key);
            LogDecided(logger, signal.Key, decision.Outcome, decision.Code ?? "", decision.OrderId ?? "");
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            // Isolated here so that one signal never holds up the others: it waits, and the next tick tries it again until it has expired.
            LogUndecided(logger, signal.Key, exception);
            if (signal.ExpiresAt <= Now)
                _waiting.Remove(signal.Key);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting.CatchUp;
using OrleansTrading.Grains.Alerting.Sinks;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Alerting;

/// <summary>
/// Holds the router, saves what it decides and only then sends. Attempts run beside the turns and leave what came of them in a list, which the
/// next tick takes up; so nothing but ticks and calls, which never overlap, changes or saves the state.
/// </summary>
internal sealed partial class AlertRouterGrain(
    [PersistentState("alert-router")] IPersistentState<AlertRouterRecord> state,
    AlertSinks sinks,
    IOptions<AlertingOptions> options,
    IEnumerable<IAccountEventStore> accounts,
    IEnumerable<INewsStore> stores,
    TimeProvider time,
    ILogger<AlertRouterGrain> logger) : Grain, IAlertRouterGrain, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _ending = new();
    private readonly AccountCatchUp _accounts = new(accounts.FirstOrDefault());
    private readonly StoreCatchUp _stores = new(stores);
    private readonly List<Task> _attempts = [];
    private readonly Queue<(OutgoingMessage Message, DeliveryFailure? Failure)> _outcomes = new();
    private AlertRouter _router = null!;
    private long? _reconciledAt;
    private int _takenSince;
    private bool _isUnsaved;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _router = new AlertRouter(options.Value.ToPlan(), state.State.Router ?? new RouterState());
        _accounts.Restore(state.State.Accounts, isFirst: state.State.Router is null);
        _stores.Restore(state.State.Stores);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <remarks>What is under way gets a moment to end, so that a confirmed message is noted and not sent again.</remarks>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.WhenAny(Task.WhenAll(_attempts), Task.Delay(EndLimit, TimeProvider.System, cancellationToken));
        await _ending.CancelAsync();
        if (TakeOutcomes())
            await SaveAsync();
    }

    public void Dispose() => _ending.Dispose();

    public Task EnsureStartedAsync() => Task.CompletedTask;

    public async Task<int> TakeInAsync(ImmutableArray<Notification> notifications)
    {
        var now = Now();
        var taken = notifications.Count(notification => !_accounts.HasLooked(notification) && _router.TakeIn(notification, now));
        _takenSince += taken;
        await SaveAsync();
        return taken;
    }

    public Task<ImmutableArray<RouteStatus>> GetRoutesAsync() => Task.FromResult<ImmutableArray<RouteStatus>>([.. _router.Routes.Select(RouteStatus.Of)]);

    public Task<ImmutableArray<Silence>> ListSilencesAsync() => Task.FromResult(_router.Silences.RemoveAll(silence => silence.Until <= Now()));

    public async Task<Silence?> SilenceAsync(ImmutableArray<LabelMatcher> matchers, long until, string by, string comment)
    {
        var silence = new Silence($"{Guid.NewGuid():N}"[..12], matchers, until, Now(), by, comment);
        if (!_router.Add(silence))
            return null;
        await SaveAsync();
        LogSilenced(logger, string.Join(", ", matchers), by, comment);
        return silence;
    }

    public async Task<bool> EndSilenceAsync(string id)
    {
        if (!_router.RemoveSilence(id))
            return false;
        await SaveAsync();
        return true;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            TakeOutcomes();
            if (_reconciledAt is not { } last || time.GetElapsedTime(last) >= ReconcileInterval || _takenSince >= AlertRouter.MostSeen / 2)
                await ReconcileAsync(cancellationToken);
            _router.Form(Now());
            await SaveAsync();
            _attempts.RemoveAll(attempt => attempt.IsCompleted);
            foreach (var message in _router.Due(Now()))
                _attempts.Add(AttemptAsync(message));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Isolated here: the next tick tries again.
            LogTickFailed(logger, exception);
        }
    }

    private async Task AttemptAsync(OutgoingMessage message)
    {
        try
        {
            _outcomes.Enqueue((message, await sinks.SendAsync(message, _ending.Token)));
        }
        catch (OperationCanceledException)
        {
            // The activation ends; the next one makes the attempt again.
        }
    }

    private bool TakeOutcomes()
    {
        var any = _outcomes.Count > 0;
        while (_outcomes.TryDequeue(out var outcome))
        {
            var (message, failure) = outcome;
            if (failure is null)
            {
                _router.Delivered(message, Now());
                LogDelivered(logger, message.Id, message.Route, message.Count);
            }
            else if (_router.Failed(message, failure, Now()))
            {
                LogGivenUp(logger, message.Route, message.Count, message.Attempts + 1, failure.Reason);
            }
            else if (message.Attempts == 0)
            {
                LogFailed(logger, message.Route, failure.Reason);
            }
        }

        return any;
    }

    /// <remarks>
    /// The bus may lose events: what is open, and what the stores have, is looked at every minute; sooner when so much was taken in that the
    /// keys, by which what the stores have again is known, would be forgotten.
    /// </remarks>
    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        (_reconciledAt, _takenSince) = (time.GetTimestamp(), 0);
        try
        {
            var open = await GrainFactory.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: true, IAlertsGrain.MaxLimit);
            if (open.Length < IAlertsGrain.MaxLimit)
                _router.Reconcile([.. open.Select(AlertNews.Of)], Now());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotLooked(logger, "alerts", failure);
        }

        var (now, oldest) = (Now(), Now() - (long)options.Value.GiveUpAfter.TotalMilliseconds);
        void Take(Notification news) => _router.TakeIn(news, now);
        var failures = (await _accounts.LookAsync(oldest, Take, cancellationToken)).Concat(await _stores.LookAsync(now, oldest, Take, cancellationToken));
        foreach (var (source, failure) in failures)
            LogNotLooked(logger, source, failure);
        await SaveAsync(always: true);
    }

    /// <remarks>
    /// What could not be saved must not be acted on, nor answered for: every turn tries to save it first. It may be that another activation has
    /// saved; so this one ends, and the next begins with what is saved.
    /// </remarks>
    private async Task SaveAsync(bool always = false)
    {
        if (!_router.IsChanged && !always && !_isUnsaved)
            return;
        _isUnsaved = true;
        state.State = new AlertRouterRecord { Router = _router.Snapshot(), Accounts = _accounts.Save(), Stores = _stores.Save() };
        try
        {
            await state.WriteStateAsync();
            _isUnsaved = false;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}

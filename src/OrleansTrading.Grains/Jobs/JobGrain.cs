using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.Jobs.Running;
using OrleansTrading.Grains.Jobs.Schedules;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Jobs;

/// <summary>
/// One job. Every change goes the same way, one at a time: <see cref="JobMachine"/> decides, the state is written, and only then
/// what follows from it is done. A timer gives the seconds; a reminder and every silo's nudge revive the job elsewhere.
/// </summary>
[KeepAlive]
internal sealed partial class JobGrain(
    [PersistentState("job")] IPersistentState<JobState> state,
    JobCatalogue catalogue,
    JobRunner runner,
    IJobRunStore store,
    IEventBus events,
    RunIdSequence ids,
    JobsMetrics metrics,
    HeldReminders reminders,
    IOptions<JobsOptions> options,
    TimeProvider time,
    ILogger<JobGrain> logger) : Grain, IJobGrain, IRemindable, IDisposable
{
    private const string ReminderName = "revive";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Held from a decision until it is written, so that no other decision is made on what may not come to be.</summary>
    private readonly SemaphoreSlim _deciding = new(1, 1);
    private readonly CancellationTokenSource _leaving = new();
    private string _name = "";
    private JobRegistration? _job;
    private JobRules? _rules;
    private JobExecution? _execution;
    private IGrainTimer? _timer;
    private bool _isReminded;
    private bool _isRecovered;

    private JobState State => state.State;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private JobRules Rules => _rules = catalogue.RulesOf(_job!.Definition, State, _rules);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = this.GetPrimaryKeyString();
        _job = catalogue.Find(_name);
        if (_job is not null)
            _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, LongestWait) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _leaving.CancelAsync();
        reminders.Left(this);
        if (_execution is not { } execution)
            return;
        execution.Stop(StopReason.Leaving, "Its silo stopped.");
        await ((Task)execution.Completion).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // What ended in time has ended; the rest is left to the next activation, which decides by the job's policy.
        if (execution.Completion.IsCompletedSuccessfully && !_isOvertaken)
            await DecideAsync(FinishIfEnded);
    }

    public void Dispose()
    {
        _deciding.Dispose();
        _leaving.Dispose();
    }

    public async Task EnsureStartedAsync()
    {
        if (_job is null)
            DeactivateOnIdle();
        if (_job is null || _isReminded)
            return;
        _isReminded = true;
        try
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            reminders.Registered(this, ReminderName, ReminderPeriod);
        }
        catch
        {
            _isReminded = false;
            throw;
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        reminders.Ticked(this, reminderName);
        if (_job is not null)
            await WorkAsync();
        else if (await this.GetReminder(reminderName) is { } left)
            await this.UnregisterReminder(left);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync();
        }
        catch (Exception exception) when (exception is not InconsistentStateException && !_leaving.IsCancellationRequested)
        {
            LogTickFailed(logger, _name, exception);
        }
        finally
        {
            ArmTimer();
        }
    }

    private void ArmTimer()
    {
        if (_leaving.IsCancellationRequested)
            return;
        // What is due already and still there could not be taken: the next try keeps its distance.
        var wait = State.Plan.NextDue - Now is { } left && left > 0 && left < LongestWait.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(left)
            : LongestWait;
        _timer?.Change(wait, LongestWait);
    }

    /// <summary>Does whatever there is to do now. However often it is called, it does nothing twice.</summary>
    private async Task WorkAsync()
    {
        await DecideAsync(FinishIfEnded);
        // A slot that comes due after this moment is left to the next tick: it is not run without a look at what it needs.
        var now = Now;
        string? blocked = null;
        if (IsDue(now))
        {
            if ((blocked = await UnmetNeedAsync()) is not null)
                LogBlocked(logger, _name, blocked);
            now = Now;
        }

        await DecideAsync(current => JobMachine.TakeSlot(current, Rules, now, NewId, blocked));
        await EnsureStartedAsync();
        await SaveProgressAsync();
    }

    private bool IsDue(long now) => Rules is { Enabled: true } rules && SlotPlanner.Decide(rules.Schedule, State.Plan, now).Slot is not null;

    private string NewId() => ids.Next(Now);

    /// <summary>Why a slot must not be run: a job that it needs, itself or through another, has not succeeded.</summary>
    private async Task<string?> UnmetNeedAsync()
    {
        foreach (var need in catalogue.NeedsOf(_name))
        {
            var status = await GrainFactory.GetGrain<IJobGrain>(need).GetStatusAsync();
            if (status?.LastRun?.State != JobRunState.Succeeded)
                return $"It needs {need}, whose last run {(status?.LastRun is { } last ? $"ended {last.State}" : "is yet to come")}.";
        }

        return null;
    }

    private JobTransition FinishIfEnded(JobState current)
    {
        if (_execution is not { Completion.IsCompleted: true } execution || current.Current?.Id != execution.RunId)
            return JobTransition.To(current);
        var ended = execution.View();
        // Cut off by its silo's end: the run has not ended, only its execution.
        return execution.Stopped == StopReason.Leaving && ended.State == JobRunState.Cancelled
            ? JobTransition.To(current)
            : JobMachine.Finish(current, Rules, ended, execution.Report.NextAfter, Now);
    }
}

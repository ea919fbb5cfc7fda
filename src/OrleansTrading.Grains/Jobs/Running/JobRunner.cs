using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>Executes the runs of this silo on the thread pool: slots, attempts, time limits, and abandonment of what does not stop.</summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, IOptions<JobsOptions> options, JobsMetrics metrics, TimeProvider time, ILogger<JobRunner> logger) : IDisposable
{
    private readonly RunSlots _slots = new(options.Value.Concurrency, options.Value.HighPrioritySlots);
    private readonly ConcurrentDictionary<JobExecution, byte> _going = new();

    /// <summary>Begins to execute a run; it waits for a slot first.</summary>
    public JobExecution Start(JobRegistration job, JobRun run)
    {
        var execution = new JobExecution(run, time);
        _going.TryAdd(execution, 0);
        // The context of the caller's request is none of the run's business.
        using (ExecutionContext.SuppressFlow())
            execution.Completion = Task.Run(() => ExecuteAsync(job, execution));
        return execution;
    }

    /// <summary>The silo goes, and whatever runs on it with it.</summary>
    public void Dispose()
    {
        foreach (var execution in _going.Keys)
            execution.Stop(StopReason.Leaving, "The silo stopped.");
    }

    private async Task<JobRun> ExecuteAsync(JobRegistration job, JobExecution execution)
    {
        var end = await EndOfAsync(job, execution);
        execution.Report.Close();
        if (end.Error is { } error)
            execution.Log.Add(end.State == JobRunState.Cancelled ? JobLogLevel.Warning : JobLogLevel.Error, $"{end.State}: {error}");
        var now = Now;
        execution.Update(run => execution.Report.Over(run) with { State = end.State, Error = end.Error, FinishedAt = now });
        _going.TryRemove(execution, out _);
        return execution.View();
    }

    private async Task<(JobRunState State, string? Error)> EndOfAsync(JobRegistration job, JobExecution execution)
    {
        try
        {
            using var slot = job.TakesSlot ? await _slots.TakeAsync(job.Definition.Priority, execution.Stopping) : null;
            var now = Now;
            execution.Update(run => run with { State = JobRunState.Running, StartedAt = run.StartedAt ?? now });
            using var trace = JobTraces.Start(execution.View());
            using var limit = time.CreateTimer(
                _ => execution.Stop(StopReason.TimeLimit, $"It took longer than its time limit of {job.Definition.TimeLimit}."),
                null, job.Definition.TimeLimit, Timeout.InfiniteTimeSpan);
            using var slow = job.Definition.SlowAfter is { } slowAfter
                ? time.CreateTimer(_ => TellSlow(job, execution, slowAfter), null, slowAfter, Timeout.InfiniteTimeSpan)
                : null;
            var end = await AttemptAllAsync(job, execution);
            JobTraces.End(trace, end.State, end.Error);
            return end;
        }
        catch (OperationCanceledException) when (execution.Stopped != StopReason.None)
        {
            return Stopped(execution);
        }
        catch (Exception exception)
        {
            // Whatever it was, the run has an end: its job waits for it.
            LogFailed(logger, job.Definition.Name, execution.RunId, execution.View().Attempt, exception);
            return (JobRunState.Failed, exception.Message);
        }
    }

    private async Task<(JobRunState State, string? Error)> AttemptAllAsync(JobRegistration job, JobExecution execution)
    {
        while (true)
        {
            var attempt = execution.View().Attempt + 1;
            if (attempt > 1)
                execution.Log.Add(JobLogLevel.Information, $"Attempt {attempt} begins.");
            execution.Update(run => run with { Attempt = attempt });
            execution.Report.Begin();
            Exception failure;
            try
            {
                await AttemptAsync(job, execution, attempt);
                return (JobRunState.Succeeded, null);
            }
            catch (Exception exception) when (execution.Stopped != StopReason.None)
            {
                // Told to stop: whatever it ended with, that is why.
                LogStopped(logger, job.Definition.Name, execution.RunId, execution.Why, exception.GetType().Name);
                return Stopped(execution);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            if (failure is JobFailedException || attempt > job.Definition.Retries)
            {
                LogFailed(logger, job.Definition.Name, execution.RunId, attempt, failure);
                return (JobRunState.Failed, failure.Message);
            }

            var delay = RetryDelays.After(attempt, job.Definition.RetryDelay, Random.Shared.NextDouble());
            LogAttemptFailed(logger, job.Definition.Name, execution.RunId, attempt, delay, failure);
            execution.Log.Add(JobLogLevel.Warning, $"Attempt {attempt} failed: {failure.Message} The next one begins after {DurationText.Format(TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds)))}.");
            execution.Update(run => run with { Error = failure.Message });
            await Task.Delay(delay, time, execution.Stopping);
        }
    }

    /// <summary>One attempt. A handler that does not stop when it is told to is left behind.</summary>
    private async Task AttemptAsync(JobRegistration job, JobExecution execution, int attempt)
    {
        var context = new RunContext(execution.View(), attempt, execution.Report, () => execution.Stopped);
        var handler = HandleAsync(job, context, execution.View().Parameters, execution.Stopping);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (execution.Stopping.Register(stopped.SetResult))
        {
            if (await Task.WhenAny(handler, stopped.Task) == handler)
            {
                await handler;
                return;
            }
        }

        try
        {
            await handler.WaitAsync(options.Value.AbandonAfter, time);
        }
        catch (TimeoutException) when (!handler.IsCompleted)
        {
            LogAbandoned(logger, job.Definition.Name, execution.RunId, options.Value.AbandonAfter);
            metrics.Abandoned(job.Definition.Name);
            _ = ForgetAsync(job.Definition.Name, handler);
            throw;
        }
    }

    private async Task HandleAsync(JobRegistration job, RunContext context, string parameters, CancellationToken cancellationToken)
    {
        // A handler that works before its first await must not hold up who waits for it to stop.
        await Task.Run(
            async () =>
            {
                await using var scope = scopes.CreateAsyncScope();
                await job.RunAsync(scope.ServiceProvider, context, parameters, cancellationToken);
            },
            CancellationToken.None);
    }

    private async Task ForgetAsync(string job, Task handler)
    {
        await handler.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        metrics.AbandonedEnded(job);
    }

    /// <summary>Tells while the run is still going: one that hangs may be looked into before its time limit ends it.</summary>
    private void TellSlow(JobRegistration job, JobExecution execution, TimeSpan slowAfter)
    {
        LogSlow(logger, job.Definition.Name, execution.RunId, slowAfter);
        execution.Log.Add(JobLogLevel.Warning, $"Slow: still going after {DurationText.Format(slowAfter)}.");
        metrics.Slow(job.Definition.Name);
    }

    private static (JobRunState State, string? Error) Stopped(JobExecution execution) =>
        (execution.Stopped == StopReason.TimeLimit ? JobRunState.TimedOut : JobRunState.Cancelled, execution.Why);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}

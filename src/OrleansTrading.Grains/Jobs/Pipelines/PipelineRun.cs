using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Grains.Jobs.Pipelines;

/// <summary>
/// One run of a pipeline: its steps one after the other, each a run of its own job. The key of a step's run is made of the pipeline's
/// run, so that a pipeline that is run again after its silo was lost takes up the steps that it has begun, and begins none twice.
/// </summary>
internal sealed partial class PipelineRun(
    IGrainFactory grains, IEventBus events, JobCatalogue catalogue, TimeProvider time, ILogger<PipelineRun> logger)
{
    /// <summary>How often a step is asked for besides the event of its end, which may be lost.</summary>
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CancelledStepLimit = TimeSpan.FromSeconds(3);

    private volatile TaskCompletionSource _stepEnded = NewSignal();

    public async Task RunAsync(ImmutableArray<string> names, RunContext context, CancellationToken cancellationToken)
    {
        await using var subscription = events.Subscribe<JobRunFinished>("pipelines", (finished, _) =>
        {
            if (finished.Run.By == context.RunId)
                _stepEnded.TrySetResult();
            return ValueTask.CompletedTask;
        });
        var steps = names.Select(name => new JobStep(name, null, null, null)).ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            context.Report(i, steps.Length, names[i]);
            await RunStepAsync(steps, i, context, cancellationToken);
            if (steps[i].State == JobRunState.Succeeded)
                context.Succeeded();
            else
                context.Failed(names[i], $"{steps[i].State}", steps[i].Output ?? "");
        }

        context.Report(steps.Length, steps.Length);
        context.SetOutput($"{steps.Count(step => step.State == JobRunState.Succeeded)} of {steps.Length} steps succeeded");
        if (steps.Any(step => step.State != JobRunState.Succeeded))
            throw new JobFailedException(string.Join(" ", steps.Where(step => step.State != JobRunState.Succeeded).Select(Told)));
    }

    private async Task RunStepAsync(JobStep[] steps, int index, RunContext context, CancellationToken cancellationToken)
    {
        void Set(JobStep step)
        {
            steps[index] = step;
            context.SetSteps([.. steps]);
        }

        var name = steps[index].Job;
        var needs = catalogue.Find(name)!.Definition.Needs;
        if (steps.Take(index).LastOrDefault(step => needs.Contains(step.Job) && step.State != JobRunState.Succeeded) is { } unmet)
        {
            Set(steps[index] with { State = JobRunState.Skipped, Output = $"It needs {unmet.Job}, which ended {unmet.State}." });
            return;
        }

        Set(steps[index] with { State = JobRunState.Queued });
        Task<JobRun>? beginning = null;
        try
        {
            var run = await UntilAnsweredAsync(() => beginning = BeginAsync(name, context.RunId), cancellationToken);
            while (true)
            {
                Set(Step(name, run));
                if (run.IsFinal)
                    return;
                run = await NextOfAsync(name, run, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (context.Stop is StopReason.Cancelled or StopReason.TimeLimit)
        {
            // A pipeline that only leaves its silo keeps its step going, and takes it up again elsewhere.
            if (steps[index].RunId is { } begun)
                await CancelStepAsync(name, begun, context.RunId, Set);
            else if (beginning is not null)
                await CancelBeginningAsync(name, beginning, context.RunId, Set);
            throw;
        }
    }

    private async Task<JobRun> BeginAsync(string name, string pipelineRun)
    {
        var result = await grains.GetGrain<IJobGrain>(name).TriggerAsync(new JobTrigger(JobTriggerKind.Pipeline, pipelineRun, null, $"{pipelineRun}/{name}"));
        return result.Run ?? throw new JobFailedException($"Step {name} could not be begun: {result.Refusal?.Message}");
    }

    /// <summary>The step's run once it has ended or some time has passed.</summary>
    private async Task<JobRun> NextOfAsync(string name, JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            await _stepEnded.Task.WaitAsync(AskInterval, time, cancellationToken);
            _stepEnded = NewSignal();
        }
        catch (TimeoutException)
        {
            // No word of its end; it is asked.
        }

        return await UntilAnsweredAsync(async () => await grains.GetGrain<IJobGrain>(name).FindRunAsync(run.Id), cancellationToken)
            ?? throw new JobFailedException($"Run {run.Id} of step {name} is not known any more.");
    }

    /// <summary>Asks until there is an answer: a silo may just be lost, and the step's job comes back on another.</summary>
    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await ask().WaitAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // A job that leaves its silo cancels what it was asked there.
                LogNoAnswer(logger, exception);
            }

            await Task.Delay(AskInterval, time, cancellationToken);
        }
    }

    /// <summary>Cancels a step that has yet to answer which run it has begun; after the end of the pipeline, when that takes long.</summary>
    private async Task CancelBeginningAsync(string name, Task<JobRun> beginning, string pipelineRun, Action<JobStep> set)
    {
        var cancelling = CancelOnceBegunAsync(name, beginning, pipelineRun, set);
        try
        {
            await cancelling.WaitAsync(CancelledStepLimit, time);
        }
        catch (TimeoutException)
        {
            LogCancelledLater(logger, name);
        }
    }

    private async Task CancelOnceBegunAsync(string name, Task<JobRun> beginning, string pipelineRun, Action<JobStep> set)
    {
        JobRun run;
        try
        {
            run = await beginning;
        }
        catch (Exception exception)
        {
            LogNotBegun(logger, name, exception);
            return;
        }

        await CancelStepAsync(name, run.Id, pipelineRun, set);
    }

    private async Task CancelStepAsync(string name, string runId, string pipelineRun, Action<JobStep> set)
    {
        using var limit = new CancellationTokenSource(CancelledStepLimit, time);
        try
        {
            var run = await grains.GetGrain<IJobGrain>(name).CancelAsync(runId, $"pipeline run {pipelineRun}").WaitAsync(limit.Token);
            while (run is { IsFinal: false })
                run = await NextOfAsync(name, run, limit.Token);
            if (run is not null)
                set(Step(name, run));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogNotCancelled(logger, name, runId, exception);
        }
    }

    private static JobStep Step(string name, JobRun run) =>
        new(name, run.Id, run.State, run.IsFinal ? run.Error ?? run.Output : run.Progress.Message);

    private static string Told(JobStep step) => $"Step {step.Job} ended {step.State}: {step.Output}";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(3130, LogLevel.Warning, "A step of a pipeline did not answer; it is asked again")]
    private static partial void LogNoAnswer(ILogger logger, Exception exception);

    [LoggerMessage(3131, LogLevel.Warning, "Step {Step}, run {Run}, has not stopped yet although its pipeline has")]
    private static partial void LogNotCancelled(ILogger logger, string step, string run, Exception exception);

    [LoggerMessage(3132, LogLevel.Warning, "Step {Step} was being begun when its pipeline was cancelled; it is cancelled once it has answered")]
    private static partial void LogCancelledLater(ILogger logger, string step);

    [LoggerMessage(3133, LogLevel.Warning, "Step {Step} was being begun when its pipeline was cancelled, and did not answer")]
    private static partial void LogNotBegun(ILogger logger, string step, Exception exception);
}

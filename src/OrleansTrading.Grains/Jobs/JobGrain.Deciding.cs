using Microsoft.Extensions.Logging;
using Orleans.Storage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Grains.Jobs;

/// <summary>How a decision comes to be: decided, written, carried out.</summary>
internal sealed partial class JobGrain
{
    private const int MostUnsavedLogs = 10;

    private long _progressSaved;
    private bool _isOvertaken;

    /// <summary>Logs of ended runs that the store has yet to be told of, oldest first; a few, for a store that is away is not waited for.</summary>
    private readonly List<JobRunLog> _unsavedLogs = [];
    private string? _logged;

    private async Task DecideAsync(Func<JobState, JobTransition> decide)
    {
        await _deciding.WaitAsync();
        try
        {
            if (!_isRecovered)
            {
                var known = State.Current is { } lost ? await KnownAsync(lost.Id) : null;
                await TakeAsync(JobMachine.Recover(State, Rules, known, Now));
                _isRecovered = true;
            }

            await TakeAsync(decide(State));
            CarryOut();
            await SaveRunsAsync();
        }
        finally
        {
            _deciding.Release();
        }
    }

    /// <summary>What the store knows of a run that was lost. Without it, the written state alone tells how often it was begun.</summary>
    private async Task<JobRun?> KnownAsync(string runId)
    {
        try
        {
            return await store.FindAsync(runId, _leaving.Token);
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            LogNotKnown(logger, _name, runId, exception);
            return null;
        }
    }

    private async Task TakeAsync(JobTransition transition)
    {
        if (transition.State == State)
            return;
        var before = State;
        state.State = transition.State;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException exception)
        {
            // Another activation has the job: what this one knows is of no worth any more.
            LogOvertaken(logger, _name, exception);
            _execution?.Stop(StopReason.Leaving, "Another activation of the job has taken over.");
            _isOvertaken = true;
            state.State = before;
            DeactivateOnIdle();
            throw;
        }
        catch
        {
            state.State = before;
            throw;
        }

        if (transition.Missed > 0)
        {
            LogMissed(logger, _name, transition.Missed);
            metrics.Missed(_name, transition.Missed);
        }

        foreach (var run in transition.Ended)
            Tell(run);
    }

    private void Tell(JobRun run)
    {
        var level = LevelOf(run);
        LogEnded(logger, level, run.Job, run.Id, run.Trigger, run.State, run.Counts.Succeeded, run.Counts.Failed, run.Error ?? run.Output);
        metrics.Ended(run);
        events.Publish(new JobRunFinished(Now, run));
    }

    /// <summary>Nothing stops without a word, whatever ended it: its handler, its time limit, or the loss of its silo.</summary>
    private static LogLevel LevelOf(JobRun run) => run.State switch
    {
        JobRunState.Failed or JobRunState.TimedOut => LogLevel.Warning,
        JobRunState.Cancelled or JobRunState.Skipped => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    /// <summary>Makes what is executed agree with what is written.</summary>
    private void CarryOut()
    {
        if (_leaving.IsCancellationRequested || State.Current is not { } current)
            return;
        if (_execution?.RunId != current.Id)
        {
            LogBegins(logger, current.Job, current.Id, current.Trigger);
            _execution = runner.Start(_job!, current);
            _ = WatchAsync(_execution);
        }

        if (State.Cancelled is { } reason)
            _execution.Stop(StopReason.Cancelled, reason);
    }

    /// <summary>Runs on the grain's turns: the end of an execution is decided about like everything else.</summary>
    private async Task WatchAsync(JobExecution execution)
    {
        await execution.Completion;
        try
        {
            if (!_leaving.IsCancellationRequested)
                await DecideAsync(FinishIfEnded);
        }
        catch (Exception exception)
        {
            // The next tick finds the execution at its end, and tries again.
            if (!_leaving.IsCancellationRequested)
                LogTickFailed(logger, _name, exception);
        }
    }

    /// <summary>Tells the store of runs what it has yet to be told. While it fails, runs wait in the state, and jobs go on.</summary>
    private async Task SaveRunsAsync()
    {
        try
        {
            while (State.Unsaved is [var run, ..])
            {
                await store.SaveAsync(run, CancellationToken.None);
                // Forgotten here, and with the next decision in the written state too: saving a run twice does no harm.
                state.State = State with { Unsaved = State.Unsaved.RemoveAt(0) };
            }
        }
        catch (Exception exception)
        {
            LogUnsaved(logger, _name, State.Unsaved.Length, exception);
        }

        await SaveLogsAsync();
    }

    private async Task SaveLogsAsync()
    {
        if (_execution is { Completion.IsCompleted: true } ended && ended.RunId != _logged)
        {
            _logged = ended.RunId;
            if (ended.Log.View() is { Lines.IsEmpty: false } log)
                _unsavedLogs.Add(log);
        }

        if (_unsavedLogs.Count > MostUnsavedLogs)
            _unsavedLogs.RemoveAt(0);
        try
        {
            while (_unsavedLogs is [var log, ..])
            {
                await store.SaveLogAsync(log, CancellationToken.None);
                _unsavedLogs.RemoveAt(0);
            }
        }
        catch (Exception exception)
        {
            LogLogUnsaved(logger, _name, exception);
        }
    }

    private async Task SaveProgressAsync()
    {
        if (_execution is not { Completion.IsCompleted: false } execution
            || time.GetElapsedTime(_progressSaved) < options.Value.ProgressInterval)
            return;
        await _deciding.WaitAsync();
        try
        {
            // Before it is saved, so that a store that is away is not asked every second.
            _progressSaved = time.GetTimestamp();
            var view = execution.View();
            if (!view.IsFinal && State.Current?.Id == view.Id)
                await store.SaveAsync(view, _leaving.Token);
        }
        finally
        {
            _deciding.Release();
        }
    }
}

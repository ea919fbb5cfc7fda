using System.Collections.Immutable;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>What a run has told of itself. Closed when the run has ended: what an abandoned handler tells later is not heard.</summary>
internal sealed class RunReport(ImmutableArray<JobStep> steps, RunLog log)
{
    /// <summary>Kinds of failure that a run keeps the first of; further ones are counted only.</summary>
    public const int MostKinds = 20;

    /// <summary>Failures of one kind that stand in the log.</summary>
    public const int MostLogged = 5;

    private readonly Lock _gate = new();
    private readonly List<JobItemError> _errors = [];
    private JobProgress _progress = JobProgress.None;
    private int _succeeded;
    private int _failed;
    private string? _output;
    private TimeSpan? _nextAfter;
    private ImmutableArray<JobStep> _steps = steps;
    private bool _isClosed;

    public TimeSpan? NextAfter
    {
        get
        {
            lock (_gate)
                return _nextAfter;
        }
    }

    public JobRun Over(JobRun run)
    {
        lock (_gate)
        {
            return run with
            {
                Progress = _progress,
                Counts = new JobCounts(_succeeded, _failed, [.. _errors]),
                Output = _output,
                Steps = _steps,
            };
        }
    }

    /// <summary>A further attempt begins: what the one before it counted is gone. Steps stay, for a pipeline goes on where it was.</summary>
    public void Begin() => Change(() =>
    {
        (_progress, _succeeded, _failed, _output, _nextAfter) = (JobProgress.None, 0, 0, null, null);
        _errors.Clear();
    });

    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    public void Progress(int done, int total, string? message) => Change(() => _progress = new JobProgress(done, total, message));

    public void Succeeded() => Change(() => _succeeded++);

    public void Failed(string item, string kind, string message) => Change(() =>
    {
        _failed++;
        var index = _errors.FindIndex(error => error.Kind == kind);
        if (index >= 0)
            _errors[index] = _errors[index] with { Count = _errors[index].Count + 1 };
        else if (_errors.Count < MostKinds)
            _errors.Add(new JobItemError(kind, item, message, 1));
        if (index < 0 || _errors[index].Count <= MostLogged)
            log.Add(JobLogLevel.Warning, $"{item}: {message} ({kind})");
        else if (_errors[index].Count == MostLogged + 1)
            log.Add(JobLogLevel.Warning, $"Further failures of the kind {kind} are counted only.");
    });

    public void Log(JobLogLevel level, string message) => Change(() => log.Add(level, message));

    public void Output(string output) => Change(() => _output = output);

    public void Next(TimeSpan delay) => Change(() => _nextAfter = delay);

    public void Steps(ImmutableArray<JobStep> steps) => Change(() =>
    {
        foreach (var now in steps.Where((step, index) => step.State is not null && _steps.ElementAtOrDefault(index)?.State != step.State))
            log.Add(LevelOf(now.State), $"Step {now.Job}: {now.State}{(now is { State: >= JobRunState.Succeeded, Output: { Length: > 0 } output } ? $". {output}" : "")}");
        _steps = steps;
    });

    private static JobLogLevel LevelOf(JobRunState? state) =>
        state is JobRunState.Failed or JobRunState.TimedOut ? JobLogLevel.Error : state is JobRunState.Skipped or JobRunState.Cancelled ? JobLogLevel.Warning : JobLogLevel.Information;

    private void Change(Action change)
    {
        lock (_gate)
        {
            if (!_isClosed)
                change();
        }
    }
}

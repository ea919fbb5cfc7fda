using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Tests.Jobs.Model;

/// <summary>
/// A job's world without an engine: a record with a version, a store of runs, activations that decide by <see cref="JobMachine"/> and
/// die at any point between deciding, writing and carrying out, second activations that do not know of the first, and a wall clock
/// that is put forward and back. Every write is checked as it happens.
/// </summary>
internal sealed class JobWorld(int seed, string schedule, LostRunPolicy policy)
{
    private const long Hour = 3_600_000;
    private const long MostOffset = 6 * Hour;
    private readonly Random _random = new(seed);
    private readonly JobRules _rules = new(
        new JobDefinition { Name = "model", Description = "Made up.", Schedule = schedule, OnLostRun = policy }, JobSchedule.Parse(schedule), true, schedule);

    private readonly Dictionary<string, JobRun> _store = [];
    private readonly Dictionary<string, int> _begun = [];
    private readonly Dictionary<string, int> _lost = [];
    private readonly List<Activation> _activations = [];
    private JobState _written = new();
    private int _version;
    private int _ids;
    private long _offset = 1_767_225_600_000;

    /// <summary>The monotonic clock.</summary>
    public long Real { get; private set; }

    public long Wall => Real + _offset;

    public int ForwardSteps { get; private set; }

    public int Steps { get; private set; }

    public int Kills { get; private set; }

    public int Overtaken { get; private set; }

    public JobState Written => _written;

    /// <summary>Slots that were taken, by epoch and time, with the run that each was given.</summary>
    public Dictionary<(int Epoch, long Slot), string> Taken { get; } = [];

    public IReadOnlyDictionary<string, JobRun> Store => _store;

    public IReadOnlyDictionary<string, int> Begun => _begun;

    /// <summary>How often a run was lost with its silo, or with an activation that another one had taken over from.</summary>
    public int LostCount(string run) => _lost.GetValueOrDefault(run);

    /// <summary>Lets some time pass, perhaps puts the clock forward or back, perhaps starts a second activation.</summary>
    public void Pass()
    {
        Real += _random.Next(1000) switch
        {
            0 => _random.NextInt64(3 * Hour),
            < 20 => _random.Next(120_000),
            _ => _random.Next(1, 6_000),
        };
        if (_random.Next(2000) == 0)
            Step(_random.Next(2) == 0 ? Hour : _random.NextInt64(Hour));
        if (_activations.Count == 0 || _random.Next(3000) == 0)
            _activations.Add(new Activation(_written, _version));
    }

    /// <summary>Wakes an activation, by timer, reminder or nudge; sometimes twice. True when it did all there was to do.</summary>
    public bool Wake()
    {
        var activation = _activations[_random.Next(_activations.Count)];
        var times = _random.Next(10) == 0 ? 2 : 1;
        try
        {
            for (var i = 0; i < times; i++)
            {
                Decide(activation, state => FinishIfEnded(activation, state));
                Decide(activation, state => JobMachine.TakeSlot(state, _rules, Wall, NewId, null));
            }

            return true;
        }
        catch (KilledException)
        {
            Kills++;
            Remove(activation);
        }
        catch (OvertakenException)
        {
            Overtaken++;
            Remove(activation);
        }

        return false;
    }

    /// <summary>The same as a silo's end at a quiet moment, which may be in the middle of a run.</summary>
    public void KillNow()
    {
        Kills++;
        foreach (var activation in _activations.ToList())
            Remove(activation);
    }

    public bool HappensOnceIn(int count) => _random.Next(count) == 0;

    private void Step(long by)
    {
        if (_random.Next(2) == 0)
            by = -by;
        if (Math.Abs(_offset + by - 1_767_225_600_000) > MostOffset)
            by = -by;
        _offset += by;
        Steps++;
        ForwardSteps += by > 0 ? 1 : 0;
    }

    private void Remove(Activation activation)
    {
        _activations.Remove(activation);
        if (activation.Execution is { } execution)
            _lost[execution.RunId] = LostCount(execution.RunId) + 1;
    }

    private void Decide(Activation activation, Func<JobState, JobTransition> decide)
    {
        if (!activation.IsRecovered)
        {
            var known = activation.State.Current is { } lost && _random.Next(2) == 0 ? _store.GetValueOrDefault(lost.Id) : null;
            Take(activation, JobMachine.Recover(activation.State, _rules, known, Wall));
            activation.IsRecovered = true;
        }

        Take(activation, decide(activation.State));
        CarryOut(activation);
        foreach (var run in activation.State.Unsaved)
        {
            DieOnceIn(20_000);
            _store[run.Id] = run;
        }

        activation.State = activation.State with { Unsaved = [] };
    }

    private JobTransition FinishIfEnded(Activation activation, JobState state)
    {
        if (activation.Execution is not { } execution || execution.EndsAt > Real || state.Current?.Id != execution.RunId)
            return JobTransition.To(state);
        var how = _random.Next(20) == 0 ? JobRunState.Failed : JobRunState.Succeeded;
        var ended = state.Current with { State = how, FinishedAt = Wall, Attempt = state.Current.Attempt + 1 };
        TimeSpan? wished = _random.Next(2) == 0 ? null : TimeSpan.FromSeconds(_random.Next(1, 600));
        return JobMachine.Finish(state, _rules, ended, wished, Wall);
    }

    private void Take(Activation activation, JobTransition transition)
    {
        if (transition.State == activation.State)
            return;
        DieOnceIn(3000);
        if (activation.Version != _version)
            throw new OvertakenException();
        CheckSlot(_written, transition.State);
        (_written, activation.State) = (transition.State, transition.State);
        activation.Version = ++_version;
        DieOnceIn(3000);
    }

    private void CheckSlot(JobState before, JobState after)
    {
        if (after.Plan.LastSlot is not { } slot || before.Plan.LastSlot == slot)
            return;
        var run = new[] { after.Current, after.Waiting }.Concat(after.Unsaved).Where(run => run?.Slot == slot).Select(run => run!.Id).Distinct().ToList();
        run.Count.ShouldBe(1, "a slot is taken together with its run");
        Taken.TryAdd((after.Plan.Epoch, slot), run[0]).ShouldBeTrue($"slot {slot} of epoch {after.Plan.Epoch} is taken twice");
        slot.ShouldBeLessThanOrEqualTo(Wall, "no slot is taken before its time");
    }

    private void CarryOut(Activation activation)
    {
        if (activation.State.Current is not { } current || activation.Execution?.RunId == current.Id)
            return;
        _begun[current.Id] = _begun.GetValueOrDefault(current.Id) + 1;
        activation.Execution = (current.Id, Real + _random.Next(4) switch { 0 => _random.Next(25_000), _ => _random.Next(5_000) });
    }

    private void DieOnceIn(int count)
    {
        if (_random.Next(count) == 0)
            throw new KilledException();
    }

    private string NewId() => $"{++_ids:D8}";

    private sealed class Activation(JobState state, int version)
    {
        public JobState State { get; set; } = state;

        public int Version { get; set; } = version;

        public bool IsRecovered { get; set; }

        public (string RunId, long EndsAt)? Execution { get; set; }
    }

    private sealed class KilledException : Exception;

    private sealed class OvertakenException : Exception;
}

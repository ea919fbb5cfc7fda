using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Grains.Symbols;

/// <summary>A guard that a symbol evaluates for an account, and its triggers that the account has not answered yet, told in their order.</summary>
internal sealed class WatchedGuard(string account, GuardTrack track, IAccountGrain grain, AccountCaller caller)
{
    private readonly Queue<GuardTrigger> _untold = [];
    private int _answeredTargets = track.Guard.Progress.TargetsDone;

    public GuardTrack Track => track;

    /// <summary>Ends when the account has answered all triggers.</summary>
    public Task Telling { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// How far it has come, as the account may store it: a target counts only when the account knows of it, for what is stored is never
    /// triggered again. Accounts of older builds take targets from here; those of this one only from triggers.
    /// </summary>
    public GuardMove Move
    {
        get
        {
            var guard = track.Guard;
            return new GuardMove(guard.Id, guard.Progress.TargetsDone == _answeredTargets ? guard.Progress : guard.Progress with { TargetsDone = _answeredTargets });
        }
    }

    public void Renew(PositionGuard guard)
    {
        _answeredTargets = Telling.IsCompleted ? guard.Progress.TargetsDone : Math.Max(_answeredTargets, guard.Progress.TargetsDone);
        track.Renew(guard, isTold: Telling.IsCompleted);
    }

    public void Fire(GuardTrigger trigger)
    {
        _untold.Enqueue(trigger);
        if (Telling.IsCompleted)
            Telling = TellAsync();
    }

    private async Task TellAsync()
    {
        while (_untold.TryPeek(out var trigger)
            && await caller.TellAsync(account, trigger.IntentKey, () => grain.TriggerAsync(trigger)))
        {
            _untold.Dequeue();
            if (trigger.Cause == GuardCause.TakeProfit)
                _answeredTargets = Math.Max(_answeredTargets, trigger.Target + 1);
        }
    }
}

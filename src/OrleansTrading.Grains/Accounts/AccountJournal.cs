using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Stores what an activation has decided, in the order of <see cref="AccountOutbox{T}"/>: while one append is under way the next steps gather.
/// Used on the grain's turns only. Nothing of a step leaves - no effect is carried out, nobody is answered, nothing is published - before
/// it and all before it are stored; after a failed append nothing is stored or leaves any more.
/// </summary>
/// <param name="store">Where to.</param>
/// <param name="account">Whose events.</param>
/// <param name="stored">Number of the last stored event.</param>
/// <param name="leave">Told of each step once it is stored, in order.</param>
/// <param name="fail">Told once, when an append has failed.</param>
internal sealed class AccountJournal(IAccountEventStore store, string account, long stored, Action<AccountStep> leave, Action<Exception> fail)
{
    private readonly AccountOutbox<TaskCompletionSource?> _outbox = new(stored);
    private Exception? _failure;
    private Task _appending = Task.CompletedTask;

    /// <summary>Number of the last stored event.</summary>
    public long Stored => _outbox.Stored;

    public bool HasFailed => _failure is not null;

    /// <summary>Whether everything that was decided is stored.</summary>
    public bool IsIdle => _outbox.IsEmpty && _appending.IsCompleted;

    /// <summary>Takes a step; what it leads to happens when it is stored.</summary>
    public void Add(in AccountStep step)
    {
        if (_failure is null && !step.IsEmpty)
            Enter(step, null);
    }

    /// <summary>Completes once everything up to an event is stored.</summary>
    /// <exception cref="AccountLostException">It was not stored, and will not be.</exception>
    public Task StoredAsync(long version)
    {
        if (_failure is not null)
            return Task.FromException(new AccountLostException(account, _failure));
        if (version <= Stored && _outbox.IsEmpty)
            return Task.CompletedTask;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enter(new AccountStep([], [], version, null, null, false), done);
        return done.Task;
    }

    /// <summary>Ends it when somebody else has appended: who appends nothing is refused nothing, and would never know.</summary>
    /// <remarks>Looked at only while nothing of ours is under way, before and after: then whatever is newer is not ours.</remarks>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!IsIdle || HasFailed)
            return;
        var stored = Stored;
        var newer = await store.ReadAsync(account, stored, 1, cancellationToken);
        if (newer.Count > 0 && IsIdle && Stored == stored && !HasFailed)
            Fail(new AccountConflictException(account, stored, newer[0].Version));
    }

    private void Enter(in AccountStep step, TaskCompletionSource? done)
    {
        _outbox.Add(step, done);
        if (_appending.IsCompleted)
            _appending = AppendAsync();
    }

    private async Task AppendAsync()
    {
        try
        {
            // What is decided in this turn goes together.
            await Task.Yield();
            while (!_outbox.IsEmpty)
            {
                if (_outbox.Begin() is { Count: > 0 } batch)
                {
                    await store.AppendAsync(account, _outbox.Stored, batch, CancellationToken.None);
                    _outbox.Complete();
                }

                Leave();
            }
        }
        catch (Exception failure)
        {
            // Whatever it was, what is in memory here may differ from what is stored: it is thrown away with the activation.
            Fail(failure);
        }
    }

    private void Leave()
    {
        while (_outbox.TryLeave(out var step, out var done))
        {
            if (done is null)
                leave(step);
            else
                done.SetResult();
        }
    }

    private void Fail(Exception failure)
    {
        _failure = failure;
        foreach (var done in _outbox.Abandon())
            done?.SetException(new AccountLostException(account, failure));
        fail(failure);
    }
}

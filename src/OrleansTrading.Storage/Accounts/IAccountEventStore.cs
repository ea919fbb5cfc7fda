using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Storage.Accounts;

/// <summary>
/// Keeps the events of accounts, numbered from 1 without gaps. An append names the number that it follows; of two that name the same
/// one, one is stored and the other refused: whatever two activations of an account decide, one history comes of it. Events of one
/// append are stored whole or not at all, and survive the process once the call has completed.
/// </summary>
public interface IAccountEventStore
{
    /// <summary>Most events in one append.</summary>
    const int MaxAppend = 10_000;

    /// <summary>Appends; answers the number of the last.</summary>
    /// <exception cref="AccountConflictException">The last stored event is not <paramref name="after"/>.</exception>
    Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken);

    /// <summary>Events after a number, oldest first, <paramref name="limit"/> at most.</summary>
    Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Events before a number (null: the newest), newest first, <paramref name="limit"/> at most.</summary>
    Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what events up to <see cref="AccountBookState.Version"/>, which are stored, have come to, in place of what was kept before. It only
    /// saves reading: it may be lost at any time, and a store need not keep it.
    /// </summary>
    Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// What was kept last; null when nothing was, or it cannot be used: it is harmed, of another build of the program, or of other events than those
    /// that are stored.
    /// </summary>
    Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken) => Task.FromResult<AccountBookState?>(null);

    /// <summary>Accounts that have events, in order of their names.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}

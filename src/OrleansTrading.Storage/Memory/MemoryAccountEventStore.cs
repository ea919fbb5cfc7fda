using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps account events for the life of the process, for tests.</summary>
public sealed class MemoryAccountEventStore : IAccountEventStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StoredAccountEvent>> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccountBookState> _states = new(StringComparer.Ordinal);

    public Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAppend(account, after, events);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = _accounts.GetValueOrDefault(account) ?? [];
            if (stored.Count != after)
                return Task.FromException<long>(new AccountConflictException(account, after, stored.Count));
            stored.AddRange(events.Select((added, i) => new StoredAccountEvent(after + 1 + i, added)));
            _accounts[account] = stored;
            return Task.FromResult((long)stored.Count);
        }
    }

    public Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = _accounts.GetValueOrDefault(account) ?? [];
            return Task.FromResult<IReadOnlyList<StoredAccountEvent>>([.. stored.Skip((int)Math.Clamp(after, 0, stored.Count)).Take(limit)]);
        }
    }

    public Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = _accounts.GetValueOrDefault(account) ?? [];
            var end = (int)Math.Clamp((before ?? long.MaxValue) - 1, 0, stored.Count);
            return Task.FromResult<IReadOnlyList<StoredAccountEvent>>([.. stored[Math.Max(0, end - limit)..end].AsEnumerable().Reverse()]);
        }
    }

    public Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _states[account] = state;
        return Task.CompletedTask;
    }

    public Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_states.GetValueOrDefault(account) is { } kept && kept.Version <= (_accounts.GetValueOrDefault(account)?.Count ?? 0) ? kept : null);
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<string>>([.. _accounts.Keys.Order(StringComparer.Ordinal)]);
    }
}

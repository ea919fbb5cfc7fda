using System.Collections.Concurrent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A silo's way to the events of accounts: slow when the weather is, and what is acknowledged is written down.</summary>
internal sealed class WatchedEventStore(
    IAccountEventStore store, StoreWeather weather, ConcurrentDictionary<(string Account, long Version), AccountEvent> acknowledged) : IAccountEventStore
{
    public async Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        await weather.PassToWriteAsync(cancellationToken);
        var last = await store.AppendAsync(account, after, events, cancellationToken);
        for (var i = 0; i < events.Count; i++)
            acknowledged[(account, after + i + 1)] = events[i];
        return last;
    }

    public async Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken)
    {
        await weather.PassAsync(cancellationToken);
        return await store.ReadAsync(account, after, limit, cancellationToken);
    }

    public Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken) =>
        store.ReadBackAsync(account, before, limit, cancellationToken);

    public async Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken)
    {
        await weather.PassToWriteAsync(cancellationToken);
        await store.SaveStateAsync(account, state, cancellationToken);
    }

    public Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken) => store.FindStateAsync(account, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);
}

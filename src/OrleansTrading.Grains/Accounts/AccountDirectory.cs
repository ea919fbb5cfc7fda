using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>The configured accounts and those of the store. Accounts come to the store by being configured, so what it lists is kept.</summary>
internal sealed class AccountDirectory(AccountSessions sessions, IAccountEventStore store) : IAccountDirectory
{
    private IReadOnlyList<string>? _known;

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _known) is { } known)
            return known;
        IReadOnlyList<string> listed =
            [.. sessions.Accounts.Union(await store.ListAsync(cancellationToken), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Volatile.Write(ref _known, listed);
        return listed;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>
/// Finds in the store what the event bus may have lost of accounts. Remembers for each account how far it has looked. The accounts that there
/// are when it looks for the first time are looked at from their ends on, for their past is no news; one that comes later, from its beginning.
/// </summary>
internal sealed class AccountCatchUp(IAccountEventStore? store)
{
    /// <summary>Events that are read at a time.</summary>
    private const int Page = 1000;

    /// <summary>Events that are read of an account in one look; the next look goes on.</summary>
    private const int Most = 20 * Page;

    private ImmutableDictionary<string, long> _looked = ImmutableDictionary<string, long>.Empty;
    private bool _isFirst;

    public void Restore(ImmutableArray<TimeMark> looked, bool isFirst) =>
        (_looked, _isFirst) = (looked.IsDefault ? _looked : looked.ToImmutableDictionary(mark => mark.Key, mark => mark.At, StringComparer.Ordinal), isFirst);

    public ImmutableArray<TimeMark> Save() => [.. _looked.Select(mark => new TimeMark(mark.Key, mark.Value))];

    /// <summary>Whether a notification is of an event that was looked at: it was taken in then, or was no news.</summary>
    public bool HasLooked(Notification notification) =>
        notification.LabelOf("account") is { } account && _looked.TryGetValue(account, out var looked)
        && notification.Key.StartsWith(AlertNews.AccountKey(account), StringComparison.Ordinal)
        && long.TryParse(notification.Key.AsSpan(AlertNews.AccountKey(account).Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version <= looked;

    /// <summary>
    /// Hands on the news since the last look that are younger than <paramref name="oldest"/>, Unix milliseconds; what was handed on counts as
    /// looked at. An account that cannot be read holds up no other: it is named in the answer.
    /// </summary>
    public async Task<IReadOnlyList<(string Source, Exception Failure)>> LookAsync(long oldest, Action<Notification> take, CancellationToken cancellationToken)
    {
        var failures = new List<(string, Exception)>();
        if (store is null)
            return failures;
        IReadOnlyList<string> accounts = [];
        await TryAsync("accounts", async () => accounts = await store.ListAsync(cancellationToken));
        foreach (var account in accounts)
            await TryAsync($"account {account}", () => LookAsync(account, oldest, take, cancellationToken));
        _isFirst &= failures.Count > 0;
        return failures;

        async Task TryAsync(string source, Func<Task> look)
        {
            try
            {
                await look();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add((source, failure));
            }
        }
    }

    private async Task LookAsync(string account, long oldest, Action<Notification> take, CancellationToken cancellationToken)
    {
        if (!_looked.TryGetValue(account, out var after) && _isFirst)
        {
            var last = await store!.ReadBackAsync(account, null, 1, cancellationToken);
            _looked = _looked.SetItem(account, last.Count == 0 ? 0 : last[0].Version);
            return;
        }

        for (var read = 0; read < Most; read += Page)
        {
            var stored = await store!.ReadAsync(account, after, Page, cancellationToken);
            foreach (var news in stored.Where(one => one.Event.Time >= oldest).Select(one => AlertNews.Of(account, one.Version, one.Event)).OfType<Notification>())
                take(news);
            if (stored.Count > 0)
                _looked = _looked.SetItem(account, after = stored[^1].Version);
            if (stored.Count < Page)
                return;
        }
    }
}

using System.Collections.Immutable;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Alerting;

/// <summary>
/// Finds in the store what the event bus may have lost of accounts. Remembers for each account how far it has looked; an account that it sees
/// for the first time is looked at from its end on, for its past is no news.
/// </summary>
internal sealed class AccountCatchUp(IAccountEventStore? store)
{
    /// <summary>Events that are read at a time and account; the next look goes on.</summary>
    private const int Most = 1000;

    private readonly Dictionary<string, long> _looked = new(StringComparer.Ordinal);

    /// <summary>Accounts that could not be read at the first look: their past is no news either when they can.</summary>
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private bool _isFirst;

    public void Restore(ImmutableArray<TimeMark> looked)
    {
        _isFirst = looked.IsDefaultOrEmpty;
        foreach (var mark in looked)
            _looked[mark.Key] = mark.At;
    }

    public ImmutableArray<TimeMark> Save() => [.. _looked.Select(mark => new TimeMark(mark.Key, mark.Value))];

    /// <summary>The news since the last look, and whether anything is to be saved.</summary>
    public async Task<(List<Notification> News, bool IsChanged)> LookAsync(CancellationToken cancellationToken)
    {
        var (news, changed) = (new List<Notification>(), false);
        if (store is null)
            return (news, changed);
        foreach (var account in await store.ListAsync(cancellationToken))
        {
            try
            {
                changed |= await LookAsync(store, account, news, cancellationToken);
            }
            catch (InvalidDataException)
            {
                // Isolated: an account whose files are harmed hides no other. Whoever brings it up says what is wrong with it.
                if (_isFirst)
                    _unread.Add(account);
            }
        }

        _isFirst = false;
        return (news, changed);
    }

    private async Task<bool> LookAsync(IAccountEventStore events, string account, List<Notification> news, CancellationToken cancellationToken)
    {
        if (!_looked.TryGetValue(account, out var after) && (_isFirst || _unread.Contains(account)))
        {
            var last = await events.ReadBackAsync(account, null, 1, cancellationToken);
            _looked[account] = last.Count == 0 ? 0 : last[0].Version;
            _unread.Remove(account);
            return true;
        }

        var stored = await events.ReadAsync(account, after, Most, cancellationToken);
        news.AddRange(stored.Select(one => AlertNews.Of(account, one.Version, one.Event)).OfType<Notification>());
        if (stored.Count > 0)
            _looked[account] = stored[^1].Version;
        return stored.Count > 0;
    }
}

using System.Collections.Immutable;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>
/// Finds in stores what the event bus may have lost. Remembers for each store up to when it has looked; what happened before its first look is no
/// news. The last minute is looked at again, for what has happened may be stored a little later; what was taken in is known by its key.
/// </summary>
internal sealed class StoreCatchUp(IEnumerable<INewsStore> stores)
{
    private const long Overlap = 60_000;

    private ImmutableDictionary<string, long> _looked = ImmutableDictionary<string, long>.Empty;

    public void Restore(ImmutableArray<TimeMark> looked) =>
        _looked = looked.IsDefault ? _looked : looked.ToImmutableDictionary(mark => mark.Key, mark => mark.At, StringComparer.Ordinal);

    public ImmutableArray<TimeMark> Save() => [.. _looked.Select(mark => new TimeMark(mark.Key, mark.Value))];

    /// <summary>Hands on the news since the last look that are younger than <paramref name="oldest"/>. A store that cannot be read holds up no other: it is named in the answer.</summary>
    public async Task<IReadOnlyList<(string Source, Exception Failure)>> LookAsync(long now, long oldest, Action<Notification> take, CancellationToken cancellationToken)
    {
        var failures = new List<(string, Exception)>();
        foreach (var store in stores)
        {
            try
            {
                if (_looked.TryGetValue(store.Name, out var after))
                {
                    foreach (var news in await store.ListAsync(Math.Max(after, oldest), cancellationToken))
                        take(news);
                }

                _looked = _looked.SetItem(store.Name, Math.Max(after, _looked.ContainsKey(store.Name) ? now - Overlap : now));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add((store.Name, failure));
            }
        }

        return failures;
    }
}

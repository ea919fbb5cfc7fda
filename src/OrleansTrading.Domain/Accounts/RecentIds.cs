namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// The ids that were seen, the newest <paramref name="limit"/> of them. What is older than the newest forgotten one counts as seen: it is
/// rather left out than booked twice.
/// </summary>
internal sealed class RecentIds<T>(int limit)
    where T : notnull
{
    private readonly HashSet<T> _ids = [];
    private readonly Queue<(T Id, long Time)> _order = [];
    private long _forgottenUntil = long.MinValue;

    public int Count => _ids.Count;

    public bool Contains(T id, long time) => time <= _forgottenUntil || _ids.Contains(id);

    public KeptIds Save(Func<T, string> write) => new([.. _order.Select(seen => write(seen.Id))], [.. _order.Select(seen => seen.Time)], _forgottenUntil);

    public void Restore(KeptIds kept, Func<string, T> read)
    {
        foreach (var (text, time) in kept.Ids.Zip(kept.Times))
        {
            var id = read(text);
            if (_ids.Add(id))
                _order.Enqueue((id, time));
        }

        _forgottenUntil = kept.Until;
    }

    public void Add(T id, long time)
    {
        if (!_ids.Add(id))
            return;
        _order.Enqueue((id, time));
        if (_order.Count <= limit)
            return;
        var (oldest, when) = _order.Dequeue();
        _ids.Remove(oldest);
        _forgottenUntil = Math.Max(_forgottenUntil, when);
    }
}

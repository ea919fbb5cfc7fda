namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>When the venue or the database was away: what must be back within a time has that much longer.</summary>
internal sealed class Troubles(StormLog log)
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan From, TimeSpan To)> _spans = [];
    private readonly Dictionary<string, TimeSpan> _open = [];

    public void Begin(string what)
    {
        lock (_gate)
            _open.TryAdd(what, log.Elapsed);
    }

    public void End(string what)
    {
        lock (_gate)
        {
            if (_open.Remove(what, out var from))
                _spans.Add((from, log.Elapsed));
        }
    }

    public bool IsOpen(string what)
    {
        lock (_gate)
            return _open.ContainsKey(what);
    }

    /// <summary>Trouble that is known beforehand to last so long.</summary>
    public void Add(TimeSpan duration)
    {
        lock (_gate)
            _spans.Add((log.Elapsed, log.Elapsed + duration));
    }

    /// <summary>How much of a stretch lay in trouble.</summary>
    public TimeSpan Within(TimeSpan from, TimeSpan to)
    {
        lock (_gate)
        {
            var (sum, end) = (TimeSpan.Zero, from);
            foreach (var span in _spans.Concat(_open.Values.Select(begun => (From: begun, To: log.Elapsed))).OrderBy(span => span.From))
            {
                var (begin, over) = (span.From > end ? span.From : end, span.To < to ? span.To : to);
                if (over > begin)
                    (sum, end) = (sum + over - begin, over);
            }

            return sum;
        }
    }
}

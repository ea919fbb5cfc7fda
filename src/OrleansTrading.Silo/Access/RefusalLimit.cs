namespace OrleansTrading.Silo.Access;

/// <summary>
/// How many refusals of one name are written down: so many at once, then one a second, so that nobody fills the disk by asking for what they
/// may not do. Those left out are counted, and told with the next that is written.
/// </summary>
internal sealed class RefusalLimit(TimeProvider time)
{
    public const int AtOnce = 10;

    /// <summary>Names that are told apart; further ones share.</summary>
    public const int MostNames = 1000;

    private const string Others = "";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _names = new(StringComparer.Ordinal);

    /// <summary>How many were left out since the last that was written; null when this one is left out too.</summary>
    /// <param name="who">The name that was refused.</param>
    /// <param name="isFirst">Whether it is the first that is left out after one that was written.</param>
    public int? Take(string who, out bool isFirst)
    {
        lock (_gate)
        {
            var bucket = Of(who);
            Fill(bucket);
            isFirst = bucket is { Left: < 1, LeftOut: 0 };
            if (bucket.Left < 1)
            {
                bucket.LeftOut++;
                return null;
            }

            var leftOut = bucket.LeftOut;
            (bucket.Left, bucket.LeftOut) = (bucket.Left - 1, 0);
            return leftOut;
        }
    }

    private Bucket Of(string who)
    {
        if (_names.TryGetValue(who, out var known))
            return known;
        if (_names.Count >= MostNames)
            Forget();
        var name = _names.Count < MostNames ? who : Others;
        if (!_names.TryGetValue(name, out known))
            _names[name] = known = new Bucket { Left = AtOnce, FilledAt = time.GetTimestamp() };
        return known;
    }

    /// <summary>A name that has nothing to be told of is as good as one that was never seen.</summary>
    private void Forget()
    {
        foreach (var (name, bucket) in _names)
        {
            Fill(bucket);
            if (bucket is { Left: >= AtOnce, LeftOut: 0 })
                _names.Remove(name);
        }
    }

    private void Fill(Bucket bucket)
    {
        bucket.Left = Math.Min(AtOnce, bucket.Left + time.GetElapsedTime(bucket.FilledAt).TotalSeconds);
        bucket.FilledAt = time.GetTimestamp();
    }

    private sealed class Bucket
    {
        public double Left { get; set; }

        public long FilledAt { get; set; }

        public int LeftOut { get; set; }
    }
}

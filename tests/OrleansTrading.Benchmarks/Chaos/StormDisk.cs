namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What one silo records on.</summary>
internal sealed class StormDisk(string path)
{
    private volatile bool _isDead;

    public string Path => path;

    /// <summary>Its silo was killed: what it had in memory comes to no file any more.</summary>
    public bool IsDead
    {
        get => _isDead;
        set => _isDead = value;
    }
}

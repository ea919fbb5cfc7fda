using System.Collections.Concurrent;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>The disks that silos record on. Each outlives its silo and is given on to one that comes later, with what lies there, as a volume is.</summary>
internal sealed class StormDisks : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly ConcurrentDictionary<string, StormDisk> _held = [];
    private readonly ConcurrentQueue<string> _free = [];
    private int _made;

    /// <summary>Where they lie, all that there ever were.</summary>
    public IReadOnlyList<string> Paths => Directory.GetDirectories(_root.Path);

    public StormDisk Take(string silo) => _held[silo] = new StormDisk(_free.TryDequeue(out var left) ? left : Make());

    /// <summary>The silo is killed: it writes no more from now on.</summary>
    public void Die(string silo) => _held[silo].IsDead = true;

    /// <summary>The silo is gone, with its hold on the disk.</summary>
    public void Free(string silo)
    {
        if (_held.TryRemove(silo, out var disk))
            _free.Enqueue(disk.Path);
    }

    public void Dispose() => _root.Dispose();

    private string Make() => Directory.CreateDirectory(Path.Combine(_root.Path, $"disk-{Interlocked.Increment(ref _made)}")).FullName;
}

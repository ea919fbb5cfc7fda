namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Somebody else on the machine who wants memory, and the garbage collector that has to find it.</summary>
internal sealed class StormBallast
{
    private const int Block = 16 << 20;
    private const int Page = 4096;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int _taken;

    /// <summary>Takes so much, uses all of it, and makes garbage of it again and again until it is let go of.</summary>
    public void Take(int megabytes)
    {
        var mine = Interlocked.Increment(ref _taken);
        _ = Task.Run(() => PressAsync(megabytes, mine));
    }

    public void LetGo() => Interlocked.Increment(ref _taken);

    private async Task PressAsync(int megabytes, int mine)
    {
        var held = new byte[Math.Max(1, megabytes * (1 << 20) / Block)][];
        for (var turn = 0; Volatile.Read(ref _taken) == mine; turn++)
        {
            var block = held[turn % held.Length] = new byte[Block];
            for (var at = 0; at < Block; at += Page)
                block[at] = (byte)turn;
            if (turn % held.Length == held.Length - 1)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            if (turn >= held.Length)
                await Task.Delay(Pause, TimeProvider.System);
        }
    }
}

using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Tells what happens, with the time since the beginning, and keeps what does not hold, first things first.</summary>
internal sealed class StormLog(TextWriter output)
{
    private const int MostTold = 30;

    private readonly Lock _gate = new();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly List<string> _violations = [];

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
                return [.. _violations];
        }
    }

    public void Say(string line)
    {
        lock (_gate)
        {
            output.WriteLine($"[{Elapsed.TotalSeconds,6:F1} s] {line}");
            output.Flush();
        }
    }

    public void Violate(string what)
    {
        lock (_gate)
        {
            _violations.Add(what);
            if (_violations.Count <= MostTold)
                Say($"VIOLATION: {what}");
        }
    }
}

using System.Text;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>Counts what a venue sends that cannot be used, by kind, and logs each kind at most once a minute. Thread-safe.</summary>
internal sealed partial class DefectLog(TimeProvider time, ILogger logger)
{
    private const int LongestSample = 300;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly int Kinds = Enum.GetValues<FrameDefect>().Length;

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Kinds];
    private readonly long[] _logged = new long[Kinds];
    private readonly TimeSpan?[] _lastLogged = new TimeSpan?[Kinds];

    /// <summary>All kinds together.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _counts.Sum();
        }
    }

    /// <summary>How often this kind has come.</summary>
    public long CountOf(FrameDefect defect)
    {
        lock (_gate)
            return _counts[(int)defect];
    }

    /// <param name="defect">What is wrong.</param>
    /// <param name="route">Where it came from.</param>
    /// <param name="sample">The frame; its beginning is logged.</param>
    public void Add(FrameDefect defect, string route, ReadOnlySpan<byte> sample)
    {
        long count, fresh;
        lock (_gate)
        {
            count = ++_counts[(int)defect];
            var now = time.GetElapsedTime(0);
            if (_lastLogged[(int)defect] is { } last && now - last < Quiet)
                return;
            _lastLogged[(int)defect] = now;
            fresh = count - _logged[(int)defect];
            _logged[(int)defect] = count;
        }

        LogDefect(defect, route, fresh, count, Encoding.UTF8.GetString(sample[..Math.Min(sample.Length, LongestSample)]));
    }

    [LoggerMessage(2101, LogLevel.Warning, "Refused a frame on {Route}: {Defect} ({Fresh} since last told, {Count} in all). It began: {Sample}")]
    private partial void LogDefect(FrameDefect defect, string route, long fresh, long count, string sample);
}

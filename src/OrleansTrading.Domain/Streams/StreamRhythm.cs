namespace OrleansTrading.Domain.Streams;

/// <summary>
/// When one stream was last heard of, what its quiet is usually like, and from when on quiet is a stall. Times are monotonic and
/// come from the caller. Only new data of this very stream moves <see cref="LastData"/>.
/// Who reads the stream calls <see cref="OnData"/> and <see cref="OnRepeat"/>; who watches it calls the rest; anyone may read.
/// </summary>
public sealed class StreamRhythm(StreamTimeouts timeouts, QuietMeaning meaning = QuietMeaning.Market)
{
    /// <summary>A stall is this many times the longest gap that is usual.</summary>
    public const double Margin = 2.5;

    /// <summary>Gaps needed before the time-out may fall below the fixed one.</summary>
    public const int EnoughGaps = 100;

    /// <summary>So many gaps make a length usual. Fewer are what outages leave behind.</summary>
    private const int Usual = 3;

    private const long Never = long.MinValue;

    private readonly InterArrival _gaps = new();
    private readonly long[] _silences = new long[Usual];
    private long _lastData = Never;
    private long _lastHeard = Never;
    private long _stallAfter = timeouts.Stall.Ticks;
    private long _usualQuiet;
    private long _silencesSince;
    private bool _isKnown;
    private volatile bool _interrupted = true;
    private volatile bool _excused;

    public StreamTimeouts Timeouts => timeouts;

    public QuietMeaning Meaning => meaning;

    /// <summary>When new data last came; null for never.</summary>
    public TimeSpan? LastData => TimeOf(ref _lastData);

    /// <summary>When anything of this stream last came, also what was known already; null for never.</summary>
    public TimeSpan? LastHeard => TimeOf(ref _lastHeard);

    /// <summary>Quiet for longer than this is a stall.</summary>
    public TimeSpan StallAfter => TimeSpan.FromTicks(Volatile.Read(ref _stallAfter));

    /// <summary>A subscription that brings nothing for longer than this is stalled.</summary>
    public TimeSpan FirstMessageAfter => Later(timeouts.FirstMessage, timeouts.Adaptive is null || meaning != QuietMeaning.Market ? default : UsualQuiet);

    /// <summary>Quiet for as long as this is in the stream's character, as far as that is known; zero when it is not.</summary>
    public TimeSpan UsualQuiet => TimeSpan.FromTicks(Volatile.Read(ref _usualQuiet));

    /// <summary>Its quiet is taken for the market's, not for a stall: others of its kind flow.</summary>
    public bool IsExcused
    {
        get => _excused;
        set => _excused = value;
    }

    /// <summary>New data has come.</summary>
    public void OnData(TimeSpan now)
    {
        var last = _lastData;
        Volatile.Write(ref _lastData, now.Ticks);
        Volatile.Write(ref _lastHeard, now.Ticks);
        if (_interrupted)
            _interrupted = false;
        else
            _gaps.Add(now.Ticks - last, now.Ticks);
    }

    /// <summary>Something has come that was known already: the subscription lives, but says nothing new.</summary>
    public void OnRepeat(TimeSpan now) => Volatile.Write(ref _lastHeard, now.Ticks);

    /// <summary>The gap that ends with the next data says nothing of the market: the stream was being asked for, or not read.</summary>
    public void Interrupt() => _interrupted = true;

    /// <summary>Enough gaps have been seen to tell the stream's character.</summary>
    public bool IsKnown => Volatile.Read(ref _isKnown);

    /// <summary>Whether so long a silence is out of the stream's character; false while its character is not known.</summary>
    public bool IsUnusual(TimeSpan silence) => IsKnown && silence > UsualQuiet;

    /// <summary>
    /// A silence that was taken for a stall was none, or may have been none. What is certain counts at once; what is not, when it
    /// happens again and again, so that an outage does not teach patience.
    /// </summary>
    public void LearnQuiet(TimeSpan silence, bool certain, TimeSpan now)
    {
        if (now.Ticks - _silencesSince > 2 * InterArrival.HalfLife.Ticks)
            Array.Clear(_silences);
        _silencesSince = now.Ticks;
        // Of a stream that is hardly known the simplest explanation is a quiet market.
        for (var times = certain || !_isKnown ? Usual : 1; times > 0 && silence.Ticks > _silences[0]; times--)
        {
            _silences[0] = silence.Ticks;
            Array.Sort(_silences);
        }

        Refresh();
    }

    /// <summary>Judges anew by the gaps that have come since.</summary>
    public void Refresh()
    {
        var longest = timeouts.Adaptive?.Longest.Ticks ?? long.MaxValue;
        var quiet = Math.Min((long)(Margin * Math.Max(_gaps.Longest(Usual), _silences[0])), longest);
        Volatile.Write(ref _isKnown, _gaps.Weight >= EnoughGaps);
        Volatile.Write(ref _usualQuiet, quiet);
        if (timeouts.Adaptive is not { } bounds)
            return;
        var least = _isKnown ? Math.Min(bounds.Shortest.Ticks, timeouts.Stall.Ticks) : timeouts.Stall.Ticks;
        Volatile.Write(ref _stallAfter, Math.Max(quiet, least));
    }

    private static TimeSpan? TimeOf(ref long ticks) => Volatile.Read(ref ticks) is var value && value == Never ? null : TimeSpan.FromTicks(value);

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}

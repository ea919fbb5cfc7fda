using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// One stream's silence that was taken for a stall: how often the stream was asked for since, and, when data comes, whether it had
/// been a stall or just a quiet market. The watch calls it, but for <see cref="OnData"/>, which the reader of frames does.
/// </summary>
internal sealed class StreamSilence(MarketStream stream)
{
    private TimeSpan _since;
    private TimeSpan _resumedAt;
    private bool? _isNext;
    private bool _othersFlowed;
    private volatile bool _actedOn;

    /// <summary>How often in a row the stream was asked for again and brought nothing new.</summary>
    public int Renewals { get; private set; }

    /// <summary>The next new data ends the silence.</summary>
    public bool IsActedOn => _actedOn;

    /// <summary>The first new data since the stream was asked for again.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="isNext">Whether its id follows the last one of before; null when there was none.</param>
    public void OnData(TimeSpan now, bool? isNext)
    {
        (_resumedAt, _isNext) = (now, isNext);
        _actedOn = false;
    }

    /// <summary>The stream is asked for again.</summary>
    /// <param name="now">The present.</param>
    /// <param name="othersFlow">Whether others of its kind flow on the connection, or there are none.</param>
    public void OnRenewal(TimeSpan now, bool othersFlow)
    {
        if (Renewals++ == 0)
            (_since, _othersFlowed) = (stream.Rhythm.LastData ?? stream.PhaseSince, true);
        _othersFlowed &= othersFlow;
        _actedOn = true;
    }

    /// <summary>Learns from a silence that is over.</summary>
    public void Settle(TimeSpan now)
    {
        if (Renewals == 0 || _actedOn)
            return;
        Renewals = 0;
        stream.Rhythm.IsExcused = false;
        var silence = _resumedAt - _since;
        // What came at once was brought by asking: it had been a stall. Numbers that go on show that nothing was missed.
        var isCured = _resumedAt - stream.PhaseSince <= stream.Timeouts.FirstMessage / 2;
        var missedNone = stream.Request.Kind == StreamKind.Trade ? _isNext : null;
        // What silences all at once is not the habit of one, as far as its habits are known.
        if (!isCured && missedNone != false && (_othersFlowed || !stream.Rhythm.IsKnown))
            stream.Rhythm.LearnQuiet(silence, certain: missedNone == true, now);
    }
}

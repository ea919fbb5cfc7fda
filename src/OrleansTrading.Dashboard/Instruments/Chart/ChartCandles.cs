using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>
/// What one chart draws from: the candles of every frame and, where its window begins before them, the blocks that hold the window and what
/// indicators need before it; never all that lies between the window and now. On the page's turns only.
/// </summary>
internal sealed class ChartCandles(InstrumentId instrument, KlineInterval interval, OlderCandles source, TimeProvider time)
{
    /// <summary>Candles before the first that is drawn, so that most indicators have values there.</summary>
    public const int WarmUp = 200;

    /// <summary>The day of the first block of Bitcoin, Unix milliseconds: no candle of any market that is followed here is older.</summary>
    public const long Earliest = 1_230_940_800_000;

    /// <summary>How long after a failure older candles are asked for again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly long _length = interval.ToMilliseconds();
    private OlderRange _older = OlderRange.None;
    private OlderRange? _joined;
    private ImmutableArray<Kline> _held;
    private (long From, long Before) _wanted;
    private long? _failedAt;
    private long? _loadedAt;

    /// <summary>All that is at hand, oldest first. Between older candles and those of the frame there may be others that are not.</summary>
    public ImmutableArray<Kline> All { get; private set; }

    /// <summary>Those about the window: a candle that is missing among them is missing in the market.</summary>
    public ImmutableArray<Kline> Series { get; private set; } = [];

    public bool IsLoading { get; private set; }

    /// <summary>Whether what the window lacks is on its way.</summary>
    public bool IsBringing => IsLoading && IsLacking;

    /// <summary>Whether older candles that are wanted did not come.</summary>
    public bool HasFailed => _failedAt is not null && IsLacking;

    /// <summary>Whether the window ends before there was anything to trade.</summary>
    public bool IsTooOld { get; private set; }

    /// <summary>Whether <see cref="LoadAsync"/> is to be called.</summary>
    public bool IsDue => (IsLacking || MayBeMended) && !IsLoading && (_failedAt is not { } at || time.GetElapsedTime(at) >= Pause);

    private bool IsLacking => _wanted.From < _wanted.Before && !_older.Covers(_wanted.From, _wanted.Before);

    /// <remarks>Candles that are there stay as they are; a hole among them may have been repaired since.</remarks>
    private bool MayBeMended => _wanted.From < _wanted.Before && _loadedAt is { } at && time.GetElapsedTime(at) >= OlderCandles.HoldsFor
        && _older.Klines is [var oldest, .., var newest] && ((newest.OpenTime - oldest.OpenTime) / _length) + 1 > _older.Klines.Length;

    /// <param name="held">The frame's candles, oldest first; not empty.</param>
    /// <param name="first">Open time of the window's first slot.</param>
    /// <param name="end">Open time after its last.</param>
    public void Lay(ImmutableArray<Kline> held, long first, long end)
    {
        if (_held != held || _joined != _older)
        {
            (_held, _joined) = (held, _older);
            All = _older.Klines.IsEmpty ? held : [.. _older.Klines.Where(kline => kline.OpenTime < held[0].OpenTime), .. held];
        }

        IsTooOld = end <= Earliest;
        // A third of those held are wanted too: held ones may go until then, and what takes their place comes before it is missed.
        var before = Math.Min(Math.Min(end, held[held.Length / 3].OpenTime), held[^1].OpenTime - _length);
        _wanted = first >= held[0].OpenTime || IsTooOld ? default : (Math.Max(Earliest, first - (WarmUp * _length)), before);
        Series = first >= held[0].OpenTime ? held : end <= held[0].OpenTime ? _older.Klines : _older.To >= held[0].OpenTime ? All : held;
    }

    /// <summary>Brings what the window lacks.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        // A block may have been asked for as long ago as it holds, and one candle have closed since.
        var known = _held[^1].OpenTime - _length;
        IsLoading = true;
        try
        {
            var range = await source.GetAsync(instrument, interval, _wanted.From, _wanted.Before, cancellationToken);
            range = range with { To = Math.Min(range.To, known) };
            // What is the same is not drawn again.
            (_older, _failedAt, _loadedAt) = ((range.From, range.To) == (_older.From, _older.To) && range.Klines.SequenceEqual(_older.Klines) ? _older : range, null, time.GetTimestamp());
        }
        catch (Exception)
        {
            _failedAt = time.GetTimestamp();
            throw;
        }
        finally
        {
            IsLoading = false;
        }
    }
}

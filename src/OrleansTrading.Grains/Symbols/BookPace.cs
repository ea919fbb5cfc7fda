using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// When one book may be asked for again: a book that is lost again and again, or whose snapshots do not fit, is asked for at doubling distances; one that
/// has been left alone for the longest of them begins with the shortest.
/// </summary>
internal sealed class BookPace(BooksOptions options, TimeProvider time)
{
    private long? _askedAt;
    private TimeSpan _pause;

    public bool IsDue => _askedAt is not { } asked || time.GetElapsedTime(asked) >= _pause;

    public void OnAsked()
    {
        var isRested = _askedAt is not { } asked || time.GetElapsedTime(asked) >= options.LongestResyncPause + _pause;
        var doubled = _pause * 2;
        _pause = isRested ? options.ResyncPause : doubled < options.LongestResyncPause ? doubled : options.LongestResyncPause;
        _askedAt = time.GetTimestamp();
    }
}

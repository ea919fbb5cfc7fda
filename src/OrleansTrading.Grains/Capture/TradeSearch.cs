using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Finds which trades of an instrument are in its newest files, newest first. A damaged file is moved aside by another name and counts as
/// absent: what was in it is asked for again, and the others are still known.
/// </summary>
/// <param name="catalogue">Where they lie.</param>
/// <param name="instrument">Whose trades.</param>
/// <param name="lookBack">How far before the newest row that can be read files are looked at.</param>
/// <param name="downTo">Farther back, until a file has no trade after this one, for then no older file has; null: not farther.</param>
internal sealed class TradeSearch(CaptureCatalogue catalogue, InstrumentId instrument, TimeSpan lookBack, long? downTo)
{
    /// <summary>Follows the name of a file that was moved aside.</summary>
    public const string Aside = ".damaged";

    /// <summary>How often a day is looked at anew when a compaction has replaced its files meanwhile.</summary>
    private const int MostLooks = 5;

    private readonly RecordedTrades _recorded = new();
    private readonly List<DamagedFile> _damaged = [];
    private long? _since;
    private bool _isDownTo = downTo is null;

    /// <exception cref="IOException">Files cannot be read, or a damaged one cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="InvalidDataException">The list of a compaction is damaged.</exception>
    public FoundTrades Run(CancellationToken cancellationToken)
    {
        foreach (var day in catalogue.DaysOf(CaptureKind.AggTrade, instrument.Venue, instrument.Symbol).Reverse())
        {
            if (IsEnoughBefore(EndOf(day)))
                break;
            Look(CaptureFileName.WholeDay(CaptureKind.AggTrade, instrument.Venue, instrument.Symbol, day), cancellationToken);
        }

        return new FoundTrades(_recorded.Ranges, _damaged);
    }

    private void Look(CaptureFileName day, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                foreach (var (path, to) in FilesOf(day).Select(path => (path, To: CaptureFileName.Parse(path)?.To ?? EndOf(day.Day))).OrderByDescending(file => file.To))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (IsEnoughBefore(to))
                        break;
                    if (TryAdd(path))
                        _since ??= to - (long)lookBack.TotalMilliseconds;
                }

                return;
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException && look < MostLooks)
            {
                // A compaction goes on beside: what is gone is in the day's file now.
            }
        }
    }

    private IReadOnlyList<string> FilesOf(CaptureFileName day)
    {
        try
        {
            return catalogue.FilesOf(day);
        }
        catch (ParquetException failure)
        {
            // Only the day's own file is opened to tell which files count; without it the small ones do.
            MoveAside(catalogue.PathOf(day), failure);
            return catalogue.FilesOf(day);
        }
    }

    /// <summary>By the footer alone where a row group has no gap. All of a file counts, or nothing.</summary>
    private bool TryAdd(string path)
    {
        var ranges = new List<TradeRange>();
        try
        {
            using var stream = CaptureCatalogue.Open(path);
            var reader = new ParquetFileReader(stream);
            for (var group = 0; group < reader.RowGroups; group++)
            {
                if (reader.RangeOf(group, 0) is { } range && range.Most - range.Least + 1 == reader.RowsOf(group))
                    ranges.Add(new TradeRange(range.Least, range.Most));
                else
                    ranges.AddRange(reader.Read<long>(group, 0).Select(id => new TradeRange(id, id)));
            }
        }
        catch (ParquetException failure)
        {
            MoveAside(path, failure);
            return false;
        }

        foreach (var (from, to) in ranges)
            _recorded.Add(from, to);
        // Files come from the newest to the oldest, and so do the ids of their last trades.
        _isDownTo |= ranges.All(range => range.To <= downTo);
        return true;
    }

    /// <summary>Whether files that end before a time need not be looked at.</summary>
    private bool IsEnoughBefore(long time) => _isDownTo && time < _since;

    private void MoveAside(string path, ParquetException failure)
    {
        File.Move(path, path + Aside, overwrite: true);
        _damaged.Add(new DamagedFile(path + Aside, failure.Message));
    }

    private static long EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() - 1;
}

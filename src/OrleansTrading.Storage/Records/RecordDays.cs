using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// The files of one table, one for each day (UTC). Of days that have not been used for a while only the file's name and the bounds of
/// its keys stay in memory.
/// </summary>
internal sealed class RecordDays(string directory, string table, ILogger logger)
{
    /// <summary>Entries in memory at most, besides those of the newest day and of the one in use.</summary>
    public const int MostLoaded = 100_000;

    /// <summary>Of a day, in milliseconds.</summary>
    public const long Length = 24 * 60 * 60 * 1000L;

    private const string Extension = ".records";
    private const string Format = "yyyy-MM-dd";

    private readonly LinkedList<RecordDay> _used = new();
    private SortedList<long, RecordDay>? _days;

    /// <summary>Entries in memory.</summary>
    public int Loaded => _used.Sum(day => day.Loaded);

    /// <summary>The days that may hold records, newest first.</summary>
    public IEnumerable<RecordDay> NewestFirst() => Days().Values.Reverse().ToArray();

    public static long StartOf(long time) => time - (time % Length);

    public RecordDay At(long time)
    {
        var (days, start) = (Days(), StartOf(time));
        if (!days.TryGetValue(start, out var day))
            days.Add(start, day = Make(start));
        return Use(day);
    }

    /// <summary>Says that a day's entries are about to be used, and lets go of those that were not used for longest.</summary>
    public RecordDay Use(RecordDay day)
    {
        _used.Remove(day);
        _used.AddFirst(day);
        var newest = Days().Values[^1];
        for (var (node, held) = (_used.First, 0); node is not null; node = node.Next)
        {
            held += node.Value.Loaded;
            if (held > MostLoaded && node.Value != day && node.Value != newest)
                node.Value.Unload();
        }

        return day;
    }

    /// <summary>Removes the files of days that ended before a time, and answers how many records they held.</summary>
    public int Prune(long before)
    {
        var removed = 0;
        foreach (var day in Days().Values.Where(day => day.EndsBefore(before)).ToArray())
        {
            removed += Use(day).Entries().Count;
            day.Delete();
            Days().Remove(day.Start);
            _used.Remove(day);
        }

        return removed;
    }

    private SortedList<long, RecordDay> Days()
    {
        if (_days is not null)
            return _days;
        var days = new SortedList<long, RecordDay>();
        if (Directory.Exists(directory))
        {
            foreach (var file in Directory.EnumerateFiles(directory))
            {
                if (file.EndsWith(RecordDay.TemporaryExtension, StringComparison.Ordinal))
                    File.Delete(file);
                else if (TryParse(Path.GetFileName(file), out var start))
                    days.Add(start, Make(start));
            }
        }

        return _days = days;
    }

    private RecordDay Make(long start)
    {
        var name = DateTimeOffset.FromUnixTimeMilliseconds(start).ToString(Format, CultureInfo.InvariantCulture) + Extension;
        return new RecordDay(Path.Combine(directory, name), start, table, logger);
    }

    private static bool TryParse(string fileName, out long start)
    {
        start = 0;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
            return false;
        var parsed = DateTimeOffset.TryParseExact(
            fileName[..^Extension.Length], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        start = at.ToUnixTimeMilliseconds();
        return parsed;
    }
}

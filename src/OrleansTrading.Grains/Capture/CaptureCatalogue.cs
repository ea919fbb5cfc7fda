using System.Globalization;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>Which capture files there are and which of them count, so that every row is read once at every moment of a compaction.</summary>
internal sealed class CaptureCatalogue(string root)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Every day of every kind and symbol of which there is anything.</summary>
    public IEnumerable<CaptureFileName> Days() =>
        from kind in CaptureKinds.All
        from venue in FoldersOf(Path.Combine(root, kind.Name()))
        from symbol in FoldersOf(Path.Combine(root, kind.Name(), venue))
        from day in DaysOf(kind, venue, symbol)
        select CaptureFileName.WholeDay(kind, venue, symbol, day);

    /// <summary>The days of a kind of a symbol, oldest first.</summary>
    public IReadOnlyList<DateOnly> DaysOf(CaptureKind kind, string venue, string symbol)
    {
        var place = new DirectoryInfo(Path.Combine(root, kind.Name(), venue, symbol));
        if (!place.Exists)
            return [];
        var days = new SortedSet<DateOnly>();
        foreach (var entry in place.EnumerateFileSystemInfos())
        {
            if (DateOnly.TryParseExact(entry.Name.Split('.')[0], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add(day);
        }

        return [.. days];
    }

    public string PathOf(CaptureFileName day) => Path.Combine(root, day.RelativePath);

    /// <summary>Where the small files of a day lie.</summary>
    public string FolderOf(CaptureFileName day) => PathOf(day)[..^CaptureFileName.Extension.Length];

    /// <summary>The small files of a day that are there, whether they count or not, by name.</summary>
    public IReadOnlyList<FileInfo> SmallFilesOf(CaptureFileName day)
    {
        var folder = new DirectoryInfo(FolderOf(day));
        return !folder.Exists ? [] : [.. folder.EnumerateFiles("*" + CaptureFileName.Extension)
            .Where(file => CaptureFileName.Parse(file.FullName) is not null).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>The files that hold a day's rows, each row once.</summary>
    public IReadOnlyList<string> FilesOf(CaptureFileName day)
    {
        var whole = PathOf(day);
        var merged = IsMerged(whole, DayManifest.Read(DayManifest.PathFor(whole)), out var manifest) ? manifest!.Files.ToHashSet() : [];
        var small = SmallFilesOf(day).Where(file => !merged.Contains((file.Name, file.Length))).Select(file => file.FullName);
        return File.Exists(whole) ? [whole, .. small] : [.. small];
    }

    /// <summary>Whether the day's file holds the small files that a manifest names.</summary>
    public static bool IsMerged(string dayFile, DayManifest? found, out DayManifest? manifest)
    {
        manifest = found;
        return found is not null && File.Exists(dayFile) && RowsOf(dayFile) == found.Rows;
    }

    public static long RowsOf(string path)
    {
        using var stream = Open(path);
        return new ParquetFileReader(stream).Rows;
    }

    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 14);

    private static IEnumerable<string> FoldersOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal) : [];
}

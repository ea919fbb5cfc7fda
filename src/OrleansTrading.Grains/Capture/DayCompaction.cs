using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Makes one file of the small files of a day, and of the day's earlier file when some came late. Whenever it is cut off, what counts
/// (<see cref="CaptureCatalogue.FilesOf"/>) is every row once, and the next run goes on from there.
/// </summary>
/// <param name="catalogue">The files.</param>
/// <param name="reached">Told when a step is done.</param>
internal sealed class DayCompaction(CaptureCatalogue catalogue, Action<CompactionStep>? reached = null)
{
    /// <summary>Rows of a row group.</summary>
    private const int GroupRows = 262_144;

    /// <returns>How many small files have become part of the day's file.</returns>
    /// <exception cref="IOException">The disk refused, or what was written does not read back as what was there.</exception>
    /// <exception cref="ParquetException">A file is damaged; nothing has changed.</exception>
    public int Run(CaptureFileName day, CaptureSource source)
    {
        var whole = catalogue.PathOf(day);
        FinishEarlier(day, whole);
        var small = catalogue.SmallFilesOf(day);
        if (small.Count == 0)
            return 0;
        var sources = small.Select(file => file.FullName).Concat(File.Exists(whole) ? [whole] : []).Select(CaptureContents.Read).ToList();
        var expected = CaptureContents.Sum(sources);
        var unfinished = whole + CaptureFileName.Unfinished;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
        {
            Write(stream, day.Kind, source, sources);
            stream.Flush(flushToDisk: true);
        }

        reached?.Invoke(CompactionStep.Written);
        var found = CaptureContents.Read(unfinished);
        if (!found.HasSameRows(expected))
            throw new IOException($"'{unfinished}' has {found.Rows} rows that are not the {expected.Rows} of the files that it was made of.");
        var manifest = new DayManifest(expected.Rows, [.. small.Select(file => (file.Name, file.Length))]);
        manifest.Write(DayManifest.PathFor(whole));
        reached?.Invoke(CompactionStep.Listed);
        // From here on the small files do not count.
        File.Move(unfinished, whole, overwrite: true);
        // Before the name lasts, what was replaced may not go.
        DurableFolder.Flush(Path.GetDirectoryName(whole)!);
        reached?.Invoke(CompactionStep.Named);
        Delete(day, whole, manifest);
        return small.Count;
    }

    private void FinishEarlier(CaptureFileName day, string whole)
    {
        var path = DayManifest.PathFor(whole);
        if (DayManifest.Read(path) is not { } manifest)
            return;
        if (CaptureCatalogue.IsMerged(whole, manifest, out _))
            Delete(day, whole, manifest);
        else
            File.Delete(path);
    }

    private void Delete(CaptureFileName day, string whole, DayManifest manifest)
    {
        var folder = catalogue.FolderOf(day);
        foreach (var (name, bytes) in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            if (file.Exists && file.Length == bytes)
                file.Delete();
            reached?.Invoke(CompactionStep.OneDeleted);
        }

        File.Delete(DayManifest.PathFor(whole));
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    /// <summary>Files follow each other by what they begin with; those that overlap are brought into one order.</summary>
    private static void Write(Stream stream, CaptureKind kind, CaptureSource source, List<CaptureContents> sources)
    {
        var rows = CaptureRows.Create(kind);
        var scales = CaptureScales.For(kind, source);
        foreach (var file in sources)
        {
            Load(rows, file.Path);
            scales = scales.Including(rows);
            rows.Clear();
        }

        using var writer = new CaptureFileWriter(stream, source, scales, new CaptureWriteOptions { RowGroupRows = GroupRows });
        var reached = long.MinValue;
        foreach (var file in sources.OrderBy(file => file.FirstKey))
        {
            // What lies before the beginning of the next file is in order for good.
            if (rows.Count >= GroupRows && file.FirstKey > reached)
                WriteOut(writer, rows);
            Load(rows, file.Path);
            reached = Math.Max(reached, file.LastKey);
        }

        WriteOut(writer, rows);
        writer.Finish();
    }

    private static void WriteOut(CaptureFileWriter writer, CaptureRows rows)
    {
        if (rows.Count == 0)
            return;
        rows.Sort();
        writer.Write(rows);
        rows.Clear();
    }

    private static void Load(CaptureRows rows, string path)
    {
        using var stream = CaptureCatalogue.Open(path);
        var reader = new ParquetFileReader(stream);
        for (var group = 0; group < reader.RowGroups; group++)
            rows.Add(reader, group);
    }
}

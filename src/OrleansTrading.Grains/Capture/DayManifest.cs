using System.Globalization;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// What the file of a whole day is about to hold: so many rows, among them those of these small files. It lies beside the day's file as
/// <c>2026-03-01.merged</c> while small files are being replaced. Once the day's file has as many rows, the small ones do not count any more;
/// before, the day's file is the older one, or absent, and they do.
/// </summary>
/// <param name="Rows">Rows of the day's file.</param>
/// <param name="Files">Names and lengths of small files.</param>
internal sealed record DayManifest(long Rows, IReadOnlyList<(string Name, long Bytes)> Files)
{
    public const string Extension = ".merged";

    public static string PathFor(string dayFile) => Path.ChangeExtension(dayFile, Extension);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is not one of ours.</exception>
    public static DayManifest? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || !TryRead(lines[0], out var rows, out _))
            throw new InvalidDataException($"'{path}' is no list of merged files; expected a number of rows in its first line.");
        var files = new List<(string, long)>(lines.Length);
        foreach (var line in lines.Skip(1))
            files.Add(TryRead(line, out var bytes, out var name) ? (name, bytes) : throw new InvalidDataException($"'{path}' is no list of merged files; found '{line}', expected a length and a name."));
        return new DayManifest(rows, files);
    }

    public void Write(string path) => CaptureDirectory.WriteWhole(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.WriteLine(Rows.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, bytes) in Files)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes} {name}"));
    });

    private static bool TryRead(string line, out long number, out string rest)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        rest = space < 0 ? "" : line[(space + 1)..];
        return long.TryParse(space < 0 ? line : line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

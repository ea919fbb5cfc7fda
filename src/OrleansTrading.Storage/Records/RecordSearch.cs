using System.Diagnostics.CodeAnalysis;

namespace OrleansTrading.Storage.Records;

/// <summary>Finds frames in a file whose bytes may be harmed.</summary>
internal static class RecordSearch
{
    private const int Step = 64 * 1024;

    /// <summary>Reads all but the JSON of the frame at a place; false when no whole one begins there.</summary>
    public static bool TryReadAt(
        RecordFile file, long at, out int size, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? group, out long time, out byte tag)
    {
        (key, group, time, tag) = (null, null, 0, 0);
        size = RecordFormat.SizeFrom(file.Read(at, RecordFormat.FrameHead));
        if (size == 0)
            return false;
        var frame = file.Read(at, size);
        return frame.Length == size && RecordFormat.TryRead(frame, out key, out group, out time, out tag);
    }

    /// <summary>Where the next whole frame begins; null when there is none.</summary>
    public static long? FindNext(RecordFile file, long from, long length)
    {
        while (from < length)
        {
            var bytes = file.Read(from, Step);
            var marker = bytes.IndexOf(RecordFormat.Marker);
            if (marker < 0)
            {
                // A marker may lie across the edge of two steps.
                from += Math.Max(1, bytes.Length - RecordFormat.Marker.Length + 1);
                continue;
            }

            if (TryReadAt(file, from + marker, out _, out _, out _, out _, out _))
                return from + marker;
            from += marker + 1;
        }

        return null;
    }
}

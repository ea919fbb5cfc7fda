namespace OrleansTrading.Exchanges.Streams;

/// <summary>The CRC-32 of ISO 3309, as in zip files, over pieces: venues check books by it.</summary>
public static class Crc32
{
    /// <summary>Before the first piece.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>With another piece.</summary>
    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>The checksum of all pieces.</summary>
    public static uint Finish(uint crc) => ~crc;

    private static uint Entry(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : 0xEDB88320 ^ (entry >> 1);
        return entry;
    }
}

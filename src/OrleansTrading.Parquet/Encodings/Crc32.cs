using System.Buffers.Binary;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>The check sum of gzip (polynomial 0x04C11DB7, bits reversed), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // Table k tells what a byte comes to when k zero bytes follow it.
    private static readonly uint[][] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The check sum of what one was made of already, 0 of nothing, with more behind it.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        var (t0, t1, t2, t3) = (tables[0], tables[1], tables[2], tables[3]);
        var (t4, t5, t6, t7) = (tables[4], tables[5], tables[6], tables[7]);
        var crc = ~sum;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[low & 0xFF] ^ t6[low >> 8 & 0xFF] ^ t5[low >> 16 & 0xFF] ^ t4[low >> 24]
                ^ t3[high & 0xFF] ^ t2[high >> 8 & 0xFF] ^ t1[high >> 16 & 0xFF] ^ t0[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = crc >> 8 ^ t0[(crc ^ value) & 0xFF];
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < tables.Length; k++)
        {
            tables[k] = new uint[256];
            for (var value = 0u; value < 256; value++)
                tables[k][value] = k == 0 ? ShiftOut(value) : tables[k - 1][value] >> 8 ^ tables[0][tables[k - 1][value] & 0xFF];
        }

        return tables;
    }

    private static uint ShiftOut(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = value >> 1 ^ ((value & 1) == 1 ? Polynomial : 0);
        return value;
    }
}

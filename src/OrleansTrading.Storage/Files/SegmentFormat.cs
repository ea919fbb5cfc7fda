using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// The bytes of a segment file: a header, then records of one size in the order in which they were saved. Little-endian.
/// <code>
/// header  0 magic (8) | 8 version (4) | 12 record size (4) | 16 interval (4) | 20 length of the series' name (4)
///         | 24 name, UTF-8 | ... zeros ... | 316 CRC32C of all before it (4)
/// record  0 open time (8) | 8 open, high, low, close, volume, quote volume, taker buy volume, taker buy quote volume (8 x 8)
///         | 72 trades (4), its highest bit: repaired | 76 last disordered (4) | 80 disordered (4) | 84 CRC32C of all before it (4)
/// </code>
/// A record is disordered when its open time is not after all those before it in the segment. Each record says how many records up to
/// and with itself are, and the number (from 1) of the last of them; what follows the last one is ascending and newer than all before it.
/// </summary>
internal static class SegmentFormat
{
    /// <summary>Version 1 lacks the mark of repaired candles, and is otherwise the same.</summary>
    public const int Version = 2;
    public const int HeaderSize = 320;
    public const int RecordSize = 88;

    private const int ChecksumSize = 4;
    private const int OldestVersion = 1;
    private const int RepairedBit = int.MinValue;
    private const int NameOffset = 24;
    private static ReadOnlySpan<byte> Magic => "OTKLINES"u8;

    public static void WriteHeader(Span<byte> header, StoredSeries series, int version = Version)
    {
        header = header[..HeaderSize];
        header.Clear();
        Magic.CopyTo(header);
        var length = Encoding.UTF8.GetBytes(series.Instrument.ToString(), header[NameOffset..^ChecksumSize]);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], RecordSize);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], (int)series.Interval);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[^ChecksumSize..], Checksum(header[..^ChecksumSize]));
    }

    /// <summary>The version of a whole header; null when it is torn. A whole header of another kind is not ours to read or write.</summary>
    /// <exception cref="InvalidDataException">The header is whole and of another version or series.</exception>
    public static int? CheckHeader(ReadOnlySpan<byte> header, StoredSeries series, string path)
    {
        header = header[..HeaderSize];
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[^ChecksumSize..]) != Checksum(header[..^ChecksumSize]))
            return null;
        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (!header.StartsWith(Magic) || version is < OldestVersion or > Version)
            throw new InvalidDataException($"'{path}' is a segment of version {version}; this program reads versions {OldestVersion} to {Version}.");
        Span<byte> expected = stackalloc byte[HeaderSize];
        WriteHeader(expected, series, version);
        return header.SequenceEqual(expected)
            ? version
            : throw new InvalidDataException($"'{path}' does not belong to {series.Instrument} {series.Interval.ToCode()}; it was moved or renamed.");
    }

    public static void WriteRecord(Span<byte> record, in Kline kline, SegmentOrder order)
    {
        record = record[..RecordSize];
        BinaryPrimitives.WriteInt64LittleEndian(record, kline.OpenTime);
        BinaryPrimitives.WriteDoubleLittleEndian(record[8..], kline.Open);
        BinaryPrimitives.WriteDoubleLittleEndian(record[16..], kline.High);
        BinaryPrimitives.WriteDoubleLittleEndian(record[24..], kline.Low);
        BinaryPrimitives.WriteDoubleLittleEndian(record[32..], kline.Close);
        BinaryPrimitives.WriteDoubleLittleEndian(record[40..], kline.Volume);
        BinaryPrimitives.WriteDoubleLittleEndian(record[48..], kline.QuoteVolume);
        BinaryPrimitives.WriteDoubleLittleEndian(record[56..], kline.TakerBuyVolume);
        BinaryPrimitives.WriteDoubleLittleEndian(record[64..], kline.TakerBuyQuoteVolume);
        BinaryPrimitives.WriteInt32LittleEndian(record[72..], kline.Repaired ? kline.Trades | RepairedBit : kline.Trades);
        BinaryPrimitives.WriteInt32LittleEndian(record[76..], order.LastDisordered);
        BinaryPrimitives.WriteInt32LittleEndian(record[80..], order.Disordered);
        BinaryPrimitives.WriteUInt32LittleEndian(record[84..], Checksum(record[..^ChecksumSize]));
    }

    /// <summary>False when the record's checksum does not hold.</summary>
    public static bool TryReadRecord(ReadOnlySpan<byte> record, out Kline kline, out SegmentOrder order)
    {
        record = record[..RecordSize];
        if (BinaryPrimitives.ReadUInt32LittleEndian(record[84..]) != Checksum(record[..^ChecksumSize]))
        {
            (kline, order) = (default, default);
            return false;
        }

        var trades = BinaryPrimitives.ReadInt32LittleEndian(record[72..]);
        kline = new Kline(
            BinaryPrimitives.ReadInt64LittleEndian(record),
            BinaryPrimitives.ReadDoubleLittleEndian(record[8..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[16..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[24..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[32..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[40..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[48..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[56..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[64..]),
            trades & ~RepairedBit,
            Closed: true)
        {
            Repaired = (trades & RepairedBit) != 0,
        };
        order = new SegmentOrder(BinaryPrimitives.ReadInt32LittleEndian(record[76..]), BinaryPrimitives.ReadInt32LittleEndian(record[80..]));
        return true;
    }

    /// <summary>CRC32C (Castagnoli), as of RFC 3720; never zero for zeros alone.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// The bytes of a day's file: a header, then frames of any size, in the order of saving. All numbers are little endian, all texts UTF-8.
/// <code>
/// header  0 "OTRECORD" | 8 version (4) | 12 table (16, padded with zeros) | 28 CRC32C of all before it (4)
/// frame   0 marker (4) | 4 size of the body (4) | 8 CRC32C of the body, xor its size (4)
///         | 12 body: time (8) | tag (1) | size of the key (2) | size of the group (2) | key | group | JSON
/// </code>
/// The marker is not valid UTF-8, so after harm the next whole frame can be found again.
/// </summary>
internal static class RecordFormat
{
    public const int Version = 1;
    public const int HeaderSize = 32;
    public const int FrameHead = 12;
    public const int LargestBody = 16 * 1024 * 1024;

    private const int SmallestBody = 13;
    private const int TableSize = 16;

    public static ReadOnlySpan<byte> Marker => [0xF7, 0x4F, 0x52, 0xF7];

    private static ReadOnlySpan<byte> Magic => "OTRECORD"u8;

    public static void WriteHeader(Span<byte> header, string table)
    {
        header = header[..HeaderSize];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        Encoding.UTF8.GetBytes(table, header.Slice(12, TableSize));
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], SegmentFormat.Checksum(header[..28]));
    }

    /// <summary>Whether the header is whole. A whole header of another kind is not ours to read or write.</summary>
    /// <exception cref="InvalidDataException">The header is whole and of another version or table.</exception>
    public static bool CheckHeader(ReadOnlySpan<byte> header, string table, string path)
    {
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header[28..]) != SegmentFormat.Checksum(header[..28]))
            return false;
        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (!header.StartsWith(Magic) || version != Version)
            throw new InvalidDataException($"'{path}' is a record file of version {version}; this program reads version {Version}.");
        Span<byte> expected = stackalloc byte[HeaderSize];
        WriteHeader(expected, table);
        return header.SequenceEqual(expected)
            ? true
            : throw new InvalidDataException($"'{path}' does not belong to the table {table}; it was moved or renamed.");
    }

    public static int SizeOf(in RecordFrame frame) =>
        FrameHead + SmallestBody + Encoding.UTF8.GetByteCount(frame.Key) + Encoding.UTF8.GetByteCount(frame.Group) + frame.Json.Length;

    /// <exception cref="ArgumentException">The record is too large to be written.</exception>
    public static void Check(in RecordFrame frame)
    {
        if (SizeOf(frame) - FrameHead > LargestBody || Encoding.UTF8.GetByteCount(frame.Key) > ushort.MaxValue || Encoding.UTF8.GetByteCount(frame.Group) > ushort.MaxValue)
            throw new ArgumentException($"Expected a record of {LargestBody} bytes or fewer, with a key and a group of {ushort.MaxValue} each; '{FieldOf(frame.Key)}' takes {SizeOf(frame)}.", nameof(frame));
    }

    public static int Write(Span<byte> target, in RecordFrame frame)
    {
        target = target[..SizeOf(frame)];
        var body = target[FrameHead..];
        Marker.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], body.Length);
        BinaryPrimitives.WriteInt64LittleEndian(body, frame.Time);
        body[8] = frame.Tag;
        var key = Encoding.UTF8.GetBytes(frame.Key, body[SmallestBody..]);
        var group = Encoding.UTF8.GetBytes(frame.Group, body[(SmallestBody + key)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(body[9..], (ushort)key);
        BinaryPrimitives.WriteUInt16LittleEndian(body[11..], (ushort)group);
        frame.Json.CopyTo(body[(SmallestBody + key + group)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], ChecksumOf(target));
        return target.Length;
    }

    /// <summary>Bytes of the frame that begins here, as its head says; 0 when none can begin here.</summary>
    public static int SizeFrom(ReadOnlySpan<byte> head)
    {
        if (head.Length < FrameHead || !head.StartsWith(Marker))
            return 0;
        var body = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        return body is >= SmallestBody and <= LargestBody ? FrameHead + body : 0;
    }

    /// <summary>Reads all but the JSON of a whole frame; false when its checksum does not hold.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? group, out long time, out byte tag)
    {
        (key, group, time, tag) = (null, null, 0, 0);
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]) != ChecksumOf(frame))
            return false;
        var body = frame[FrameHead..];
        var (keySize, groupSize) = Sizes(body);
        if (SmallestBody + keySize + groupSize > body.Length)
            return false;
        time = BinaryPrimitives.ReadInt64LittleEndian(body);
        tag = body[8];
        key = Encoding.UTF8.GetString(body.Slice(SmallestBody, keySize));
        group = Encoding.UTF8.GetString(body.Slice(SmallestBody + keySize, groupSize));
        return true;
    }

    /// <summary>The JSON of a whole frame.</summary>
    public static ReadOnlySpan<byte> JsonOf(ReadOnlySpan<byte> frame)
    {
        var body = frame[FrameHead..];
        var (key, group) = Sizes(body);
        return body[(SmallestBody + key + group)..];
    }

    private static (int Key, int Group) Sizes(ReadOnlySpan<byte> body) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(body[9..]), BinaryPrimitives.ReadUInt16LittleEndian(body[11..]));

    /// <remarks>Of the body and, folded in, its size: a frame cut short is not whole.</remarks>
    private static uint ChecksumOf(ReadOnlySpan<byte> frame) =>
        SegmentFormat.Checksum(frame[FrameHead..]) ^ (uint)(frame.Length - FrameHead);

    private static string FieldOf(string key) => key.Length > 60 ? key[..60] + "..." : key;
}

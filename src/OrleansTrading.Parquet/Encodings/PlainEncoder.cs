using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>PLAIN: values as they are, little end first; truth values eight to a byte; text after its length.</summary>
internal static class PlainEncoder
{
    public static void Encode(ReadOnlySpan<bool> values, ByteBuffer output)
    {
        var length = (values.Length + 7) / 8;
        var packer = new BitPacker(output.GetSpan(length)[..length], 1);
        foreach (var value in values)
            packer.Add(value ? 1UL : 0UL);
        packer.Finish();
        output.Advance(length);
    }

    public static void Encode(ReadOnlySpan<int> values, ByteBuffer output)
    {
        if (BitConverter.IsLittleEndian)
        {
            output.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
            output.WriteInt32(value);
    }

    /// <summary>Doubles are given as their bits.</summary>
    public static void Encode(ReadOnlySpan<long> values, ByteBuffer output)
    {
        if (BitConverter.IsLittleEndian)
        {
            output.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
            output.Advance(sizeof(long));
        }
    }

    public static void Encode(ReadOnlySpan<string> values, ByteBuffer output)
    {
        foreach (var value in values)
        {
            var bytes = System.Text.Encoding.UTF8.GetByteCount(value);
            output.WriteInt32(bytes);
            System.Text.Encoding.UTF8.GetBytes(value, output.GetSpan(bytes)[..bytes]);
            output.Advance(bytes);
        }
    }
}

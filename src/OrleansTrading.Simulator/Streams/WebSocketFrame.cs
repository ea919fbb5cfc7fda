using System.Buffers.Binary;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Frame headers of RFC 6455: the server's unmasked, the client's masked.</summary>
internal static class WebSocketFrame
{
    public const byte Continuation = 0;
    public const byte Text = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    public const int LongestHeader = 10;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    public static int WriteHeader(Span<byte> target, byte opcode, int payload)
    {
        target[0] = (byte)(Final | opcode);
        if (payload < 126)
        {
            target[1] = (byte)payload;
            return 2;
        }

        if (payload <= ushort.MaxValue)
        {
            target[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)payload);
            return 4;
        }

        target[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)payload);
        return 10;
    }

    /// <summary>False when the header is not whole yet.</summary>
    /// <exception cref="InvalidDataException">A client's frame must be masked and carry no extension bits.</exception>
    public static bool TryReadHeader(ReadOnlySpan<byte> source, out Header header)
    {
        header = default;
        if (source.Length < 2)
        {
            return false;
        }

        if ((source[0] & 0x70) != 0 || (source[1] & Masked) == 0)
        {
            throw new InvalidDataException("Expected a masked frame without extension bits.");
        }

        var length = (long)(source[1] & 0x7F);
        var at = 2;
        if (length == 126 && source.Length >= 4)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
            at = 4;
        }
        else if (length == 127 && source.Length >= 10)
        {
            length = BinaryPrimitives.ReadInt64BigEndian(source[2..]);
            at = 10;
            if (length < 0)
            {
                throw new InvalidDataException("Expected a length without its highest bit.");
            }
        }
        else if (length >= 126)
        {
            return false;
        }

        if (source.Length < at + 4)
        {
            return false;
        }

        header = new Header((byte)(source[0] & 0x0F), (source[0] & Final) != 0, length, at + 4);
        return true;
    }

    /// <summary>Takes the mask off a payload that follows its four mask bytes.</summary>
    public static void Unmask(ReadOnlySpan<byte> mask, Span<byte> payload)
    {
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
    }

    internal readonly record struct Header(byte Opcode, bool IsFinal, long PayloadLength, int HeaderLength);
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>
/// Under what Orleans' AdoNet providers keep a grain's state and reminders: a key that reads as a GUID or as a hexadecimal number is taken for
/// one, whatever it was meant to be, and may have an extension behind a plus.
/// https://github.com/dotnet/orleans/blob/main/src/AdoNet/Orleans.Persistence.AdoNet/Storage/Provider/AdoGrainKey.cs
/// </summary>
/// <param name="Hash">Of the key.</param>
/// <param name="N0">The first half of a GUID; else 0.</param>
/// <param name="N1">The second half of a GUID, or a number; else 0.</param>
/// <param name="Extension">A text, or what stands behind a GUID or number; null for none.</param>
internal sealed record GrainRow(int Hash, long N0, long N1, string? Extension)
{
    private const int GuidLength = 32;

    public static GrainRow Of(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        if (TryReadGuid(bytes) is var (guid, afterGuid))
        {
            var halves = guid.ToByteArray();
            return new GrainRow(HashOf([.. halves, .. afterGuid is null ? [] : Encoding.UTF8.GetBytes(afterGuid)]), BitConverter.ToInt64(halves, 0), BitConverter.ToInt64(halves, 8), afterGuid);
        }

        if (TryReadNumber(bytes) is var (number, afterNumber))
            return new GrainRow(HashOf([.. BitConverter.GetBytes(number), .. afterNumber is null ? [] : Encoding.UTF8.GetBytes(afterNumber)]), 0, number, afterNumber);
        return new GrainRow(HashOf(bytes), 0, 0, key);
    }

    /// <summary>Of a state's name.</summary>
    public static int HashOfName(string name) => (int)Stable(Encoding.UTF8.GetBytes(name));

    /// <summary>The place of a grain on the ring by which silos share reminders.</summary>
    /// <param name="grain">Type and key.</param>
    public static int PlaceOf(string grain)
    {
        var slash = grain.IndexOf('/', StringComparison.Ordinal);
        return unchecked((int)((Stable(Encoding.UTF8.GetBytes(grain[..slash])) * 31) + Stable(Encoding.UTF8.GetBytes(grain[(slash + 1)..]))));
    }

    /// <remarks>The bytes are hashed from the last to the first.</remarks>
    private static int HashOf(byte[] bytes)
    {
        Array.Reverse(bytes);
        return (int)Stable(bytes);
    }

    /// <remarks>Orleans takes the hash's bytes, of which the first is the highest, for those of a number whose first is the lowest.</remarks>
    private static uint Stable(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReverseEndianness(XxHash32.Of(bytes));

    private static (Guid Key, string? Extension)? TryReadGuid(ReadOnlySpan<byte> key)
    {
        if (key.Length < GuidLength || (key.Length > GuidLength && key[GuidLength] != (byte)'+'))
            return null;
        return Utf8Parser.TryParse(key[..GuidLength], out Guid guid, out var length, 'N') && length == GuidLength
            ? (guid, key.Length == GuidLength ? null : Encoding.UTF8.GetString(key[(GuidLength + 1)..]))
            : null;
    }

    private static (long Key, string? Extension)? TryReadNumber(ReadOnlySpan<byte> key)
    {
        var plus = key.IndexOf((byte)'+');
        var number = plus < 0 ? key : key[..plus];
        return Utf8Parser.TryParse(number, out long value, out var length, 'X') && length == number.Length
            ? (value, plus < 0 ? null : Encoding.UTF8.GetString(key[(plus + 1)..]))
            : null;
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// How primary keys become key text: an integer in upper-case hexadecimal, a GUID in 32 digits,
/// a key extension after a plus sign.
/// </summary>
internal static class GrainKeys
{
    public static IdSpan FromInteger(long key, string? extension = null)
        => IdSpan.Create(WithExtension(key.ToString("X", CultureInfo.InvariantCulture), extension));

    public static IdSpan FromGuid(Guid key, string? extension = null)
        => IdSpan.Create(WithExtension(key.ToString("N"), extension));

    public static bool TryGetInteger(GrainId id, out long key, out string? extension)
    {
        var digits = Split(id, out extension);
        if (Utf8Parser.TryParse(digits, out key, out var used, 'X') && used == digits.Length)
        {
            return true;
        }

        key = 0;
        return false;
    }

    public static bool TryGetGuid(GrainId id, out Guid key, out string? extension)
    {
        var digits = Split(id, out extension);
        if (Utf8Parser.TryParse(digits, out key, out var used, 'N') && used == digits.Length)
        {
            return true;
        }

        // An integer key read as a GUID has its bits in the first half.
        if (TryGetInteger(id, out var number, out extension))
        {
            Span<byte> bytes = stackalloc byte[16];
            bytes.Clear();
            BitConverter.TryWriteBytes(bytes, number);
            key = new Guid(bytes);
            return true;
        }

        key = Guid.Empty;
        return false;
    }

    private static string WithExtension(string key, string? extension)
        => string.IsNullOrEmpty(extension) ? key : key + "+" + extension;

    private static ReadOnlySpan<byte> Split(GrainId id, out string? extension)
    {
        var text = id.Key.AsSpan();
        var plus = text.IndexOf((byte)'+');
        extension = plus < 0 ? null : Encoding.UTF8.GetString(text[(plus + 1)..]);
        return plus < 0 ? text : text[..plus];
    }
}

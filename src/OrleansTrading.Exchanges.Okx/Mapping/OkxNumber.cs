using System.Buffers.Text;
using System.Globalization;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>A plain decimal number as the venue wrote it: checksums are made of its very digits, and contracts become base units without rounding.</summary>
/// <param name="Digits">The number without its point; not negative.</param>
/// <param name="Decimals">Digits behind the point, zeros at the end included.</param>
internal readonly record struct OkxNumber(long Digits, int Decimals)
{
    public const int MostLength = 24;

    /// <summary>Integers up to this are exact as doubles.</summary>
    private const long MostExact = 1L << 53;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>False for a sign, a power of ten, more than 18 digits, and what is no number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out OkxNumber number)
    {
        long digits = 0;
        var point = -1;
        number = default;
        if (text.IsEmpty || text.Length > MostLength)
            return false;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit <= 9 && digits <= (long.MaxValue - 9) / 10)
                digits = (digits * 10) + digit;
            else if (text[index] == '.' && point < 0)
                point = index;
            else
                return false;
        }

        if (point == 0 || point == text.Length - 1)
            return false;
        number = new OkxNumber(digits, point < 0 ? 0 : text.Length - point - 1);
        return true;
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => ToDouble(Digits, Decimals);

    /// <summary>The nearest double to the product: contracts times what one is worth.</summary>
    public double Times(OkxNumber other) => ToDouble((Int128)Digits * other.Digits, Decimals + other.Decimals);

    /// <summary>Writes what was read.</summary>
    public int Write(Span<byte> text)
    {
        Utf8Formatter.TryFormat(Digits, text, out var length);
        if (Decimals == 0)
            return length;
        if (length <= Decimals)
        {
            // 5 with two decimals is 0.05.
            var zeros = Decimals + 1 - length;
            text[..length].CopyTo(text[zeros..]);
            text[..zeros].Fill((byte)'0');
            length += zeros;
        }

        text[(length - Decimals)..length].CopyTo(text[(length - Decimals + 1)..]);
        text[length - Decimals] = (byte)'.';
        return length + 1;
    }

    private static double ToDouble(Int128 digits, int decimals)
    {
        // Both exact, so the quotient is correctly rounded.
        if (digits <= MostExact && decimals < PowersOfTen.Length)
            return (double)(long)digits / PowersOfTen[decimals];
        Span<byte> text = stackalloc byte[64];
        digits.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        text[length++] = (byte)'e';
        text[length++] = (byte)'-';
        Utf8Formatter.TryFormat(decimals, text[length..], out var more);
        return DecimalText.TryParse(text[..(length + more)], out var value) ? value : double.NaN;
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Venues write numbers as decimal text. Only finite ones are taken.</summary>
public static class DecimalText
{
    private const int ExactDigits = 15;

    /// <summary>No price, size or sum of money is beyond this, and two of them can be multiplied with each other.</summary>
    public const decimal LargestExact = 100_000_000_000_000m;

    // Powers of ten that a double holds exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>
    /// Plain decimal text to the nearest double. Up to 15 significant digits both the digits as an integer and the power
    /// of ten are exact, so that their quotient is correctly rounded; anything longer or odder takes the runtime's way.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        long digits = 0;
        var point = -1;
        var significant = 0;
        var first = text.Length > 0 && text[0] == '-' ? 1 : 0;
        for (var index = first; index < text.Length; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                significant += digits == 0 ? 0 : 1;
                if (significant > ExactDigits)
                    return TryParseSlowly(text, out value);
            }
            else if (text[index] == '.' && point < 0)
            {
                point = index;
            }
            else
            {
                return TryParseSlowly(text, out value);
            }
        }

        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (text.Length == first || decimals >= PowersOfTen.Length || point == text.Length - 1)
            return TryParseSlowly(text, out value);
        value = first == 0 ? digits / PowersOfTen[decimals] : -(digits / PowersOfTen[decimals]);
        return true;
    }

    public static bool TryParsePositive(ReadOnlySpan<byte> text, out double value) => TryParse(text, out value) && value > 0;

    public static bool TryParseNotNegative(ReadOnlySpan<byte> text, out double value) => TryParse(text, out value) && value >= 0;

    /// <exception cref="FormatException">The text is absent or not a finite number.</exception>
    public static double Parse(string? text, string member) =>
        text is not null && TryParse(Encoding.UTF8.GetBytes(text), out var value)
            ? value
            : throw new FormatException($"{member} is '{text}'; expected a finite number.");

    /// <summary>Of at most <see cref="LargestExact"/>.</summary>
    public static bool TryParsePositive(string? text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is > 0 and <= LargestExact;

    /// <summary>Exactly what the text says; for money.</summary>
    public static bool TryParse(string? text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <exception cref="FormatException">The text is absent, not a plain decimal number, or beyond <see cref="LargestExact"/>.</exception>
    public static decimal ParseExact(string? text, string member) =>
        TryParse(text, out decimal value) && Math.Abs(value) <= LargestExact
            ? value
            : throw new FormatException($"{member} is '{text}'; expected a decimal number of at most {LargestExact} either way.");

    /// <exception cref="FormatException">The text is absent or empty.</exception>
    public static string Named(string? text, string member) =>
        text is { Length: > 0 } ? text : throw new FormatException($"{member} is missing");

    /// <exception cref="FormatException">The text is absent, not a plain decimal number, or 0 or less.</exception>
    public static decimal ParsePositive(string? text, string member) =>
        ParseExact(text, member) is > 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected more than 0.");

    /// <exception cref="FormatException">The text is absent, not a plain decimal number, or less than 0.</exception>
    public static decimal ParseNotNegative(string? text, string member) =>
        ParseExact(text, member) is >= 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected 0 or more.");

    /// <summary>Plain digits as venues take them: no exponent, no zeros at the end.</summary>
    public static string Write(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool TryParseSlowly(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && text.Length > 0 && double.IsFinite(value);
}

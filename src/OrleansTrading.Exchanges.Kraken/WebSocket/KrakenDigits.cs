using System.Globalization;
using System.Text;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>
/// The digits of a number as checksums take them: without the point and without zeros in front, that is the number in units of its
/// last decimal. Zeros at the end that a gateway has left out are put back: the pair tells how many decimals there are.
/// </summary>
internal static class KrakenDigits
{
    private const int MostDigits = 18;

    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long digits)
    {
        digits = 0;
        var point = -1;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit <= 9 && digits <= (long.MaxValue - 9) / 10)
                digits = (digits * 10) + digit;
            else if (text[index] == '.' && point < 0)
                point = index;
            else
                return TryParseSlowly(text, decimals, out digits);
        }

        for (var places = point < 0 ? 0 : text.Length - point - 1; places < decimals; places++)
        {
            if (digits > long.MaxValue / 10)
                return false;
            digits *= 10;
        }

        return text.Length > 0;
    }

    /// <summary>Powers of ten after an e, and what else the loop above does not know.</summary>
    private static bool TryParseSlowly(ReadOnlySpan<byte> text, int decimals, out long digits)
    {
        digits = 0;
        if (decimals > MostDigits || !decimal.TryParse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0)
            return false;
        for (var place = 0; place < decimals && value <= long.MaxValue / 10; place++)
            value *= 10;
        if (value > long.MaxValue || value != decimal.Truncate(value))
            return false;
        digits = (long)value;
        return true;
    }
}

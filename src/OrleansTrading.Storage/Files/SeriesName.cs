using System.Text;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// The directory name of a series: <c>venue~SYMBOL~interval</c>. A symbol beyond letters A to Z, digits and <c>_ - .</c> is written as
/// <c>%</c> and the base-32 digits of its UTF-16 units: safe on every file system, and the longest symbol stays below 255 bytes.
/// </summary>
internal static class SeriesName
{
    private const char Separator = '~';
    private const char Encoded = '%';
    private const int BitsPerDigit = 5;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    public static string Of(StoredSeries series) =>
        $"{series.Instrument.Venue}{Separator}{Encode(series.Instrument.Symbol)}{Separator}{series.Interval.ToCode()}";

    public static bool TryParse(string name, out StoredSeries series)
    {
        series = default;
        var parts = name.Split(Separator);
        if (parts.Length != 3 || !KlineIntervals.TryParse(parts[2], out var interval)
            || Decode(parts[1]) is not { } symbol || !InstrumentId.TryParse($"{parts[0]}:{symbol}", out var instrument))
        {
            return false;
        }

        series = new StoredSeries(instrument, interval);
        return true;
    }

    private static string Encode(string symbol)
    {
        if (symbol.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.'))
            return symbol;
        var text = new StringBuilder().Append(Encoded);
        var (pending, bits) = (0, 0);
        foreach (var unit in symbol)
        {
            pending = (pending << 16) | unit;
            for (bits += 16; bits >= BitsPerDigit; bits -= BitsPerDigit)
                text.Append(Digits[(pending >> (bits - BitsPerDigit)) & 31]);
            pending &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Digits[(pending << (BitsPerDigit - bits)) & 31]).ToString();
    }

    private static string? Decode(string name)
    {
        if (name.Length == 0 || name[0] != Encoded)
            return name;
        var text = new StringBuilder();
        var (pending, bits) = (0, 0);
        foreach (var digit in name.AsSpan(1))
        {
            var value = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
                return null;
            pending = (pending << BitsPerDigit) | value;
            bits += BitsPerDigit;
            if (bits < 16)
                continue;
            bits -= 16;
            text.Append((char)(pending >> bits));
            pending &= (1 << bits) - 1;
        }

        return text.ToString();
    }
}

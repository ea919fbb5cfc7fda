namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>RFC 3339 times in UTC with any number of decimals, <c>2023-10-04T16:26:30.524394914Z</c>, to Unix milliseconds.</summary>
internal static class KrakenTimestamps
{
    private const int Whole = 19;

    public static bool TryParse(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length <= Whole || text[^1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second))
        {
            return false;
        }

        if (year is < 1970 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = 0;
        if (text[Whole] == '.')
        {
            if (text.Length == Whole + 2)
                return false;
            for (var index = 0; index < text.Length - Whole - 2; index++)
            {
                if (!Digits(text.Slice(Whole + 1 + index, 1), out var digit))
                    return false;
                fraction += index switch { 0 => digit * 100, 1 => digit * 10, 2 => digit, _ => 0 };
            }
        }
        else if (text.Length != Whole + 1)
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        milliseconds = (ticks / TimeSpan.TicksPerMillisecond) + fraction;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if (digit is < 0 or > 9)
                return false;
            value = (value * 10) + digit;
        }

        return true;
    }
}

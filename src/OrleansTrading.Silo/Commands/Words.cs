using System.Globalization;

namespace OrleansTrading.Silo.Commands;

/// <summary>Times and durations for people.</summary>
internal static class Words
{
    public const string Nothing = "-";

    /// <param name="unixMilliseconds">A time; null for none.</param>
    public static string Time(long? unixMilliseconds) => unixMilliseconds is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : Nothing;

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
        _ => TimeSpan.FromMilliseconds(milliseconds).ToString(milliseconds < 86_400_000 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
    };

    public static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Times of venues' answers, Unix milliseconds. What no date can be made of is refused where it comes in.</summary>
public static class VenueTime
{
    /// <exception cref="FormatException">It is absent, before 1970 or after 9999.</exception>
    public static long Check(long? milliseconds, string member) => milliseconds switch
    {
        null => throw new FormatException($"{member} is missing"),
        { } time when UnixTime.Holds(time) => time,
        { } time => throw new FormatException($"{member} is {time}; expected 0 to {UnixTime.Latest} Unix milliseconds"),
    };

    /// <exception cref="FormatException">It is absent, no plain integer, or after 9999.</exception>
    public static long Parse(string? text, string member) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? Check(time, member)
            : throw new FormatException($"{member} is '{text}'; expected a time");
}

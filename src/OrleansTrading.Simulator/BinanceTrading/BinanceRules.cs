using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The venue's own rules.</summary>
internal static class BinanceRules
{
    public static VenueRules Standard { get; } = new()
    {
        Venue = "binance",
        IsClientId = static id => id.Length is > 0 and <= 36 && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '/' or '_' or '-'),
    };
}

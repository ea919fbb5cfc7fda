using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>The venue's own rules. It has no smallest value of an order, only smallest sizes.</summary>
internal static class OkxRules
{
    public static VenueRules Standard { get; } = new()
    {
        Venue = "okx",
        LeastNotional = 0,
        IsClientId = static id => id.Length is > 0 and <= 32 && id.All(char.IsAsciiLetterOrDigit),
    };
}

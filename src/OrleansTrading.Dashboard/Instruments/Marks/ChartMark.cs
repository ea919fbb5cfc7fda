using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>Something that happened at a time and a price.</summary>
/// <param name="Key">Tells it from every other.</param>
/// <param name="Time">When, the venue's time, Unix milliseconds.</param>
/// <param name="Price">At which price, quote units.</param>
/// <param name="IsUp">Long or bought; short or sold otherwise.</param>
public sealed record ChartMark(string Key, long Time, double Price, bool IsUp)
{
    /// <summary>The account that traded; null for a signal.</summary>
    public string? Account { get; init; }

    /// <summary>What was traded, base units.</summary>
    public double Quantity { get; init; }

    /// <summary>The signal's interval.</summary>
    public KlineInterval Interval { get; init; }

    /// <summary>The signal's score, -100 to 100.</summary>
    public double Score { get; init; }

    /// <summary>The signal's suggested stop.</summary>
    public double Stop { get; init; }

    /// <summary>The signal's suggested targets.</summary>
    public ImmutableArray<double> Targets { get; init; } = [];
}

using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Accounts;

/// <summary>How accounts on paper trade. Section <c>Trading:Paper</c>.</summary>
public sealed class PaperOptions
{
    /// <summary>What a new account begins with, in its asset.</summary>
    [Range(0d, 1_000_000_000d)]
    public decimal Cash { get; set; } = 10_000;

    /// <summary>Fee of what rested, as a fraction of the value traded.</summary>
    [Range(-0.01, 0.1)]
    public decimal MakerFee { get; set; } = 0.0002m;

    /// <summary>Fee of what took, as a fraction of the value traded.</summary>
    [Range(0, 0.1)]
    public decimal TakerFee { get; set; } = 0.0005m;

    /// <summary>How old the market's newest data may be for an order to trade on it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan MaxDataAge { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Leverage of instruments for which none was set.</summary>
    [Range(1, 125)]
    public int Leverage { get; set; } = 5;

    public PaperLimitsOptions Limits { get; set; } = new();
}

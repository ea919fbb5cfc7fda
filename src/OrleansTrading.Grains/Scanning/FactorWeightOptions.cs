using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Scanning;

/// <summary>How much each factor counts, relative to the others; zero: not at all. Section <c>Signals:Weights</c>.</summary>
public sealed class FactorWeightOptions
{
    /// <summary>A weight is at most this.</summary>
    public const double Most = 1000;

    [Range(0, Most)]
    public double Trend { get; set; } = FactorWeights.Default.Trend;

    [Range(0, Most)]
    public double Momentum { get; set; } = FactorWeights.Default.Momentum;

    [Range(0, Most)]
    public double Volume { get; set; } = FactorWeights.Default.Volume;

    [Range(0, Most)]
    public double Volatility { get; set; } = FactorWeights.Default.Volatility;

    [Range(0, Most)]
    public double OrderFlow { get; set; } = FactorWeights.Default.OrderFlow;

    [Range(0, Most)]
    public double RelativeStrength { get; set; } = FactorWeights.Default.RelativeStrength;

    [Range(0, Most)]
    public double Funding { get; set; } = FactorWeights.Default.Funding;

    [Range(0, Most)]
    public double OpenInterest { get; set; } = FactorWeights.Default.OpenInterest;

    public FactorWeights ToWeights() =>
        new(Trend, Momentum, Volume, Volatility, OrderFlow, RelativeStrength, Funding, OpenInterest);
}

namespace OrleansTrading.Domain.Signals;

/// <summary>How much each factor counts in the score, relative to the others. Zero: not at all. None is negative, and one at least is positive.</summary>
public readonly record struct FactorWeights(
    double Trend,
    double Momentum,
    double Volume,
    double Volatility,
    double OrderFlow,
    double RelativeStrength,
    double Funding,
    double OpenInterest)
{
    public static FactorWeights Default => new(
        Trend: 30, Momentum: 20, Volume: 10, Volatility: 10, OrderFlow: 10, RelativeStrength: 10, Funding: 5, OpenInterest: 5);

    /// <summary>Whether a score can be made with them.</summary>
    public bool AreValid
    {
        get
        {
            ReadOnlySpan<double> all = [Trend, Momentum, Volume, Volatility, OrderFlow, RelativeStrength, Funding, OpenInterest];
            var sum = 0.0;
            foreach (var weight in all)
            {
                if (!(weight >= 0))
                    return false;
                sum += weight;
            }

            return sum > 0 && double.IsFinite(sum);
        }
    }
}

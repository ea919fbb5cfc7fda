namespace OrleansTrading.Domain.Signals;

/// <summary>The weighted score of the factors.</summary>
public static class FactorScore
{
    /// <summary>
    /// -100 (fall) to 100 (rise): the weighted mean of the factors that are there, each stretched from 0..100 to -100..100.
    /// Null when none of them is there or none of those counts.
    /// </summary>
    public static double? Of(in FactorScores factors, in FactorWeights weights)
    {
        double sum = 0, weight = 0;
        Add(factors.Trend, weights.Trend, ref sum, ref weight);
        Add(factors.Momentum, weights.Momentum, ref sum, ref weight);
        Add(factors.Volume, weights.Volume, ref sum, ref weight);
        Add(factors.Volatility, weights.Volatility, ref sum, ref weight);
        Add(factors.OrderFlow, weights.OrderFlow, ref sum, ref weight);
        Add(factors.RelativeStrength, weights.RelativeStrength, ref sum, ref weight);
        Add(factors.Funding, weights.Funding, ref sum, ref weight);
        Add(factors.OpenInterest, weights.OpenInterest, ref sum, ref weight);
        return weight > 0 ? Math.Clamp(sum / weight, -100, 100) : null;
    }

    private static void Add(double? factor, double factorWeight, ref double sum, ref double weight)
    {
        if (factor is not { } value)
            return;
        sum += factorWeight * ((2 * value) - 100);
        weight += factorWeight;
    }
}

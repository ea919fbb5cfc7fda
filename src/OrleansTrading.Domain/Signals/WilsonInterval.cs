using Orleans;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// Within what a rate lies with 95 % confidence, by Wilson's score interval. It stays within 0 and 1, and is wide where little was
/// seen: three of three is 0.44 to 1.
/// </summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.WilsonInterval")]
public readonly record struct WilsonInterval([property: Id(0)] double Low, [property: Id(1)] double High)
{
    /// <summary>The two-sided 95 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Of so many hits among so many; of none it is everything.</summary>
    public static WilsonInterval Of(int hits, int among)
    {
        if (among == 0)
            return new WilsonInterval(0, 1);
        var (n, rate, square) = ((double)among, hits / (double)among, Z * Z);
        var centre = rate + (square / (2 * n));
        var half = Z * Math.Sqrt((rate * (1 - rate) / n) + (square / (4 * n * n)));
        var scale = 1 + (square / n);
        // At the ends the formula gives 0 and 1 but for rounding.
        return new WilsonInterval(hits == 0 ? 0 : (centre - half) / scale, hits == among ? 1 : (centre + half) / scale);
    }
}

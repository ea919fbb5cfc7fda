namespace OrleansTrading.Domain.Watchlists;

/// <summary>How liquid an instrument is: its traded value, less where trading costs more and where it has only begun.</summary>
public static class Liquidity
{
    /// <summary>The spread, as a fraction of the price, at which the traded value counts half.</summary>
    public const double HalvingSpread = 0.001;

    /// <summary><c>quote volume x min(1, age / mature age) / (1 + spread / <see cref="HalvingSpread"/>)</c>, in quote units.</summary>
    /// <param name="quoteVolume">Traded value of 24 hours, quote units.</param>
    /// <param name="spread">Ask less bid as a fraction of the price; null where it is not known, which counts as none.</param>
    /// <param name="age">Time since trading began; null where the venue does not say, which counts as mature.</param>
    /// <param name="matureAge">From when on age matters no more; zero: never.</param>
    public static double Score(double quoteVolume, double? spread, TimeSpan? age, TimeSpan matureAge)
    {
        var maturity = age is { } known && matureAge > TimeSpan.Zero ? Math.Clamp(known / matureAge, 0, 1) : 1;
        return quoteVolume * maturity / (1 + (Math.Max(0, spread ?? 0) / HalvingSpread));
    }
}

namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>Shares of a whole, 0 to 100.</summary>
internal static class Percent
{
    public const double Half = 50;

    private const double Whole = 100;

    /// <summary>NaN if either is. Held within 0 and 100, which rounding can leave by a bit.</summary>
    public static double Of(double part, double whole, double whenNothing) =>
        whole == 0 ? whenNothing : Math.Clamp(Whole * (part / whole), 0, Whole);
}

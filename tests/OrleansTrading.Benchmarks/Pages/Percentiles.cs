namespace OrleansTrading.Benchmarks.Pages;

internal static class Percentiles
{
    /// <summary>The value that this share of the values does not exceed; not a number where there are none.</summary>
    public static double Of(IReadOnlyCollection<double> values, double share) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1));
}

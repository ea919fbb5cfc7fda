namespace OrleansTrading.Dashboard.Charts;

/// <summary>Round numbers that divide a range.</summary>
/// <param name="First">Smallest tick, not above the range's low end.</param>
/// <param name="Step">1, 2 or 5 times a power of ten.</param>
/// <param name="Count">Ticks from <paramref name="First"/> to the one not below the range's high end.</param>
public readonly record struct NiceTicks(double First, double Step, int Count)
{
    public double Last => this[Count - 1];

    public double this[int index] => First + (index * Step);

    /// <summary>Decimals that tell neighbouring ticks apart.</summary>
    public int Decimals => Math.Clamp((int)Math.Ceiling(-Math.Log10(Step) - 1e-9), 0, 12);

    /// <summary>Ticks that enclose <paramref name="low"/> to <paramref name="high"/> in about <paramref name="target"/> steps.</summary>
    public static NiceTicks Enclosing(double low, double high, int target)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException($"Expected a finite range, low end first; got {low} to {high}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 1);
        if (high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12)
        {
            // A flat market gets a range around its price.
            var half = low == 0 ? 1 : Math.Abs(low) * 0.005;
            (low, high) = (low - half, high + half);
        }

        var step = StepFor((high - low) / target);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        return new NiceTicks(first * step, step, (int)(last - first) + 1);
    }

    private static double StepFor(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}

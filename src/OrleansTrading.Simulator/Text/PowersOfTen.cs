namespace OrleansTrading.Simulator.Text;

/// <summary>Powers of ten that fit a long, for prices and quantities held as integers of 10^-n.</summary>
internal static class PowersOfTen
{
    private static readonly long[] Values = Build();

    public static long Of(int exponent) => Values[exponent];

    /// <summary>Shifts the decimal point: the same value in units of 10^-<paramref name="to"/>. Exact only when growing.</summary>
    public static long Rescale(long units, int from, int to) =>
        to >= from ? checked(units * Of(to - from)) : units / Of(from - to);

    public static decimal ToDecimal(long units, int decimals) => (decimal)units / Of(decimals);

    private static long[] Build()
    {
        var values = new long[19];
        values[0] = 1;
        for (var i = 1; i < values.Length; i++)
        {
            values[i] = values[i - 1] * 10;
        }

        return values;
    }
}

namespace OrleansTrading.Domain.Tests.Streams;

/// <summary>Gaps between the messages of a market that has its own manners, by a seed. Seconds.</summary>
internal sealed class SimulatedArrivals(string name, Random random, Func<Random, double, double> gap)
{
    private const double Day = 86_400;

    public override string ToString() => name;

    /// <summary>The gap after a message at this time.</summary>
    public double Next(double now) => gap(random, now);

    /// <summary>No memory at all.</summary>
    public static SimulatedArrivals Poisson(double perSecond, Random random) =>
        new($"Poisson {perSecond:0.####}/s", random, (chance, _) => Exponential(chance, 1 / perSecond));

    /// <summary>Busy by day and <paramref name="contrast"/> times quieter by night.</summary>
    public static SimulatedArrivals Diurnal(double perSecond, double contrast, Random random) =>
        new($"diurnal {perSecond:0.####}/s by {contrast}", random, (chance, now) =>
            Exponential(chance, 1 / (perSecond * Math.Pow(contrast, (Math.Cos(2 * Math.PI * now / Day) - 1) / 2))));

    /// <summary>Bursts of some messages, then a pause.</summary>
    public static SimulatedArrivals Bursts(int size, double within, double pause, Random random) =>
        new($"bursts of {size} every {pause:0} s", random, (chance, _) =>
            Exponential(chance, chance.NextDouble() < 1.0 / size ? pause : within));

    /// <summary>Two tempers, each for hours: the switch comes without warning.</summary>
    public static SimulatedArrivals Regimes(double busy, double quiet, double hours, Random random)
    {
        var (isBusy, until) = (true, 0.0);
        return new($"regimes {busy:0.##}/s and {quiet:0.####}/s", random, (chance, now) =>
        {
            if (now >= until)
                (isBusy, until) = (!isBusy, now + Exponential(chance, hours * 3600));
            return Exponential(chance, 1 / (isBusy ? busy : quiet));
        });
    }

    /// <summary>Gaps whose logarithm is normal: most are short, some very long.</summary>
    public static SimulatedArrivals HeavyTail(double median, double sigma, Random random) =>
        new($"heavy tail {median:0.##} s, {sigma}", random, (chance, _) =>
            median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble())));

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());
}

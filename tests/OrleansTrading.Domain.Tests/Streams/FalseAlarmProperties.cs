using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

/// <summary>
/// Weeks of a market by hand-moved time: busy symbols, quiet ones, and such as change. Nothing is ever lost, so every stall that is
/// found is a false alarm; then streams are stopped, and every stop has to be found.
/// </summary>
public sealed class FalseAlarmProperties
{
    private const double Week = 7 * 86_400;
    private const int Weeks = 2;

    private static readonly StreamTimeouts Trades = new(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(150), TimeSpan.FromMinutes(1))
    {
        Adaptive = new AdaptiveBounds(TimeSpan.FromSeconds(3), TimeSpan.FromHours(4)),
    };

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Market_WithQuietSymbols_RaisesLessThanOneFalseAlarmAStreamWeek(int seed, bool hasIds)
    {
        var random = new Random(seed);
        var alarms = Market(random).Select(market => (Market: market, Alarms: AlarmsOf(market, new StreamRhythm(Trades), hasIds))).ToList();
        var mean = alarms.Average(entry => (double)entry.Alarms / Weeks);
        var told = $"seed {seed}, {mean:0.00} a stream-week: {string.Join("; ", alarms.Select(entry => $"{entry.Market}: {entry.Alarms}"))}";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        mean.ShouldBeLessThan(1, told);
        // The first days, in which a stream is got to know, are among them.
        alarms.ShouldAllBe(entry => entry.Alarms <= 4 * Weeks, told);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void LiquidStream_Stopped_IsFoundInFiveSecondsWhateverHasBeenLearnt(int seed)
    {
        var random = new Random(seed);
        SimulatedArrivals[] liquid =
        [
            SimulatedArrivals.Poisson(10, random), SimulatedArrivals.Poisson(25, random), SimulatedArrivals.Poisson(60, random),
            SimulatedArrivals.Diurnal(40, 3, random), SimulatedArrivals.Bursts(40, 0.005, 0.1, random),
        ];
        foreach (var market in liquid)
        {
            var rhythm = new StreamRhythm(Trades);
            var now = 0.0;
            for (var stop = 0; stop < 14; stop++)
            {
                // From a few minutes to hours; a stop is cured by asking, and says nothing of the market.
                for (var until = now + (300 * Math.Pow(1.3, stop)); now < until; now += market.Next(now))
                    rhythm.OnData(TimeSpan.FromSeconds(now));
                rhythm.Refresh();
                rhythm.StallAfter.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(4), $"seed {seed}, {market}, stop {stop}");
                rhythm.Interrupt();
                now += 30;
            }
        }
    }

    private static List<SimulatedArrivals> Market(Random random) =>
    [
        .. Enumerable.Range(0, 12).Select(_ => SimulatedArrivals.Poisson(Rate(random, 0.001, 0.5), random)),
        .. Enumerable.Range(0, 6).Select(_ => SimulatedArrivals.Diurnal(Rate(random, 0.02, 0.5), 2 + (random.NextDouble() * 20), random)),
        .. Enumerable.Range(0, 6).Select(_ => SimulatedArrivals.Bursts(random.Next(3, 40), 0.05, Rate(random, 20, 600), random)),
        .. Enumerable.Range(0, 6).Select(_ => SimulatedArrivals.Regimes(Rate(random, 0.2, 0.8), Rate(random, 0.002, 0.1), 6, random)),
        .. Enumerable.Range(0, 6).Select(_ => SimulatedArrivals.HeavyTail(Rate(random, 1, 60), 0.5 + random.NextDouble(), random)),
        SimulatedArrivals.Poisson(2, random),
    ];

    /// <summary>Stalls found in weeks in which there was none, by the rules of the watch.</summary>
    private static int AlarmsOf(SimulatedArrivals market, StreamRhythm rhythm, bool hasIds)
    {
        var (now, alarms) = (0.0, 0);
        while (now < Week * Weeks)
        {
            rhythm.OnData(TimeSpan.FromSeconds(now));
            var gap = market.Next(now);
            now += gap;
            // No time-out is shorter, so shorter gaps need no judgement.
            if (gap <= 3)
                continue;
            rhythm.Refresh();
            if (gap <= rhythm.StallAfter.TotalSeconds)
                continue;
            alarms++;
            rhythm.LearnQuiet(TimeSpan.FromSeconds(gap), hasIds, TimeSpan.FromSeconds(now));
            rhythm.Interrupt();
        }

        return alarms;
    }

    private static double Rate(Random random, double least, double most) => least * Math.Pow(most / least, random.NextDouble());
}

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// When a quiet symbol trades: in every stretch of 64 minutes equally often, at times that are hashes. So gaps are long and short as
/// chance has them, and the times and ids of any stretch follow without counting.
/// </summary>
internal sealed class QuietTimes(ulong key)
{
    /// <summary>On average one in four minutes.</summary>
    public const int TradesPerStretch = 16;

    public const long Stretch = 64 * Market.VenueInterval.Minute;

    private readonly ulong _key = Noise.Key(key, "quiet-time");

    public static long StretchOf(long time) => time / Stretch;

    /// <summary>Id of the first trade of a stretch.</summary>
    public static long FirstId(long stretch) => stretch * TradesPerStretch;

    /// <summary>The times of a stretch's trades in order, Unix milliseconds.</summary>
    public void Fill(long stretch, Span<long> times)
    {
        for (var i = 0; i < TradesPerStretch; i++)
        {
            times[i] = (stretch * Stretch) + (long)(Noise.At(_key, FirstId(stretch) + i) % Stretch);
        }

        times[..TradesPerStretch].Sort();
    }
}

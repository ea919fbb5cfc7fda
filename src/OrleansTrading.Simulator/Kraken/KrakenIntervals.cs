using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>Lengths of candles in minutes. The fortnight of the documentation is not simulated.</summary>
internal static class KrakenIntervals
{
    private static readonly long[] Minutes = [1, 5, 15, 30, 60, 240, 1440, 10_080];

    public static VenueInterval? Find(long minutes) =>
        Minutes.Contains(minutes) ? VenueInterval.OfLength(minutes * VenueInterval.Minute) : null;

    public static long MinutesOf(VenueInterval interval) => interval.Milliseconds / VenueInterval.Minute;
}

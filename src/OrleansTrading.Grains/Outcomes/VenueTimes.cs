using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>What time it is where the candles come from: a simulated or replayed market runs at its own pace.</summary>
internal sealed class VenueTimes(IMarketDataHub hub, TimeProvider time)
{
    /// <summary>The latest time at any venue, Unix milliseconds.</summary>
    public long Latest => hub.Venues.Select(venue => venue.Clock.Now).DefaultIfEmpty(Ours).Max();

    /// <summary>
    /// Until when a venue's candles must have come, Unix milliseconds; of a venue that has said nothing yet none must have.
    /// </summary>
    public long CompleteUntil(string venue, TimeSpan grace)
    {
        var connector = hub.Venues.FirstOrDefault(candidate => candidate.Venue == venue);
        if (connector is null)
            return Ours;
        return connector.Clock.Said is { } said ? said.Time - (long)grace.TotalMilliseconds : long.MinValue;
    }

    /// <summary>Our own time, Unix milliseconds.</summary>
    public long Ours => time.GetUtcNow().ToUnixTimeMilliseconds();
}

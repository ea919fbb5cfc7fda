namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// How many aggregate trades a symbol has had by the start of a minute: time, bent by noise at the scale of days,
/// hours and minutes that is bounded so that the count always rises. Ids follow from it without counting.
/// </summary>
internal sealed class TradeCounts(ulong key, long firstMinute, int perMinute, int tradesPerTen, TrafficBurst? burst = null)
{
    private const double DayBend = 240;
    private const double HourBend = 20;
    private const double MinuteBend = 0.3;

    private readonly ulong _dayKey = Noise.Key(key, "count-day");
    private readonly ulong _hourKey = Noise.Key(key, "count-hour");
    private readonly ulong _minuteKey = Noise.Key(key, "count-minute");

    private readonly long _burstsBefore = burst?.MinutesBefore(firstMinute) ?? 0;

    public int PerMinute { get; } = perMinute;

    /// <summary>Id of the first aggregate trade of the minute. Always even, so that a minute's trades come in pairs.</summary>
    public long FirstAggregateId(long minute) => FirstAggregateId(minute, HourOf(minute));

    /// <summary>The same for a minute of an hour that is known already.</summary>
    public long FirstAggregateId(long minute, in Hour hour)
    {
        var bent = minute - firstMinute + 1_000
            + hour.Bend + hour.BendPerMinute * (minute - hour.FirstMinute)
            + MinuteBend * (Noise.Unit(Noise.At(_minuteKey, minute)) - 0.5);
        if (burst is not null)
        {
            bent += (burst.Factor - 1) * (burst.MinutesBefore(minute) - _burstsBefore);
        }

        return 2 * (long)(bent * PerMinute * 0.5);
    }

    /// <summary>How time is bent within the hour of the minute: straight from its start to its end.</summary>
    public Hour HourOf(long minute)
    {
        var hour = minute / 60;
        var start = BendAt(hour);
        return new Hour(hour * 60, start, (BendAt(hour + 1) - start) / 60);
    }

    private double BendAt(long hour) =>
        DayBend * Noise.Smooth(_dayKey, hour / 24.0) + HourBend * (Noise.Unit(Noise.At(_hourKey, hour)) - 0.5);

    internal readonly record struct Hour(long FirstMinute, double Bend, double BendPerMinute);

    /// <summary>Id of the first single trade in the aggregate.</summary>
    public long FirstTradeId(long aggregateId) => aggregateId * tradesPerTen / 10;

    /// <summary>The minute whose trades include the aggregate.</summary>
    public long MinuteOf(long aggregateId)
    {
        var low = firstMinute - 2_000;
        var high = firstMinute + Math.Max(0, aggregateId) / PerMinute + 2_000;
        while (low + 1 < high)
        {
            var middle = (low + high) / 2;
            if (FirstAggregateId(middle) <= aggregateId)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

using System.Collections.Immutable;
using OrleansTrading.Contracts.RateBudgets;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>
/// Decides what a silo may spend. Pure but for what silos last wished, which only makes sharing fair.
/// Invariant: a lease counts in full until it has ended and a window has passed; what is reported as spent counts for a window from
/// the report. So at every moment all that anyone may have spent in the window that ends then, or may still spend, counts; and no
/// lease is given that would bring the sum above the limit.
/// </summary>
internal sealed class RateLedger
{
    /// <summary>How long a lease lasts.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>What is given out counts for so much longer: hosts' clocks differ, and the grain moves between hosts.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>A silo that has not been heard of for so long has no claim.</summary>
    private static readonly TimeSpan Heard = TimeSpan.FromSeconds(5);

    /// <summary>What was spent is counted together by the second: more entries than a window has seconds are never needed.</summary>
    private const long Slice = 1000;

    private readonly Dictionary<(string, byte), SiloWish> _wishes = [];

    /// <param name="before">What counts so far.</param>
    /// <param name="silo">Who asks.</param>
    /// <param name="wish">What it tells and asks for.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>What counts from now on, and the answer, which may go out once this is stored.</returns>
    public (ImmutableArray<RateEntry> After, RateLease Answer) Exchange(ImmutableArray<RateEntry> before, string silo, RateWish wish, long now)
    {
        var window = Milliseconds(wish.Window + Tolerance);
        var entries = Running(before, wish.Resource, now, now + Milliseconds(LeaseTime) + window + Slice);
        foreach (var finished in wish.Finished)
            Finish(entries, wish.Resource, silo, finished, now + window);
        Remember(silo, wish, now);
        if (wish.ObservedUsed is { } observed && observed - Known(entries, wish.Resource, now) is > 0 and var foreign)
            Count(entries, wish.Resource, foreign, now + window);

        var free = Math.Max(0, wish.Limit - Counted(entries, wish.Resource));
        var granted = Math.Clamp(free - OthersClaim(entries, silo, wish, now), 0, wish.Wanted);
        if (granted > 0)
            entries.Add(new RateEntry(wish.Resource, silo, wish.Lease, granted, now + Milliseconds(LeaseTime) + window));
        _wishes[(silo, wish.Resource)] = new SiloWish(silo, wish.Resource, wish.Wanted - granted, wish.ReserveUsed, now);
        var retry = granted < wish.Wanted ? RetryAfter(entries, wish.Resource, now) : TimeSpan.Zero;
        return ([.. entries], new RateLease(granted, LeaseTime, free - granted, retry));
    }

    /// <summary>What still counts. Nothing counts for longer than what is given now: what says so was stored by a clock that was ahead.</summary>
    private static List<RateEntry> Running(ImmutableArray<RateEntry> before, byte resource, long now, long longest) =>
        [.. before.Where(entry => entry.Until > now)
            .Select(entry => entry.Resource == resource && entry.Until > longest ? entry with { Until = longest } : entry)];

    private static void Finish(List<RateEntry> entries, byte resource, string silo, FinishedLease finished, long until)
    {
        var index = entries.FindIndex(entry => entry.Resource == resource && entry.Silo == silo && entry.Lease == finished.Lease);
        if (index < 0)
            return;
        var lease = entries[index];
        entries.RemoveAt(index);
        Count(entries, resource, Math.Clamp(finished.Spent, 0, lease.Weight), Math.Min(until, lease.Until));
    }

    private static void Count(List<RateEntry> entries, byte resource, int weight, long until)
    {
        if (weight == 0)
            return;
        until = (until + Slice - 1) / Slice * Slice;
        var index = entries.FindIndex(entry => !entry.IsLease && entry.Resource == resource && entry.Until == until);
        if (index < 0)
            entries.Add(new RateEntry(resource, "", 0, weight, until));
        else
            entries[index] = entries[index] with { Weight = entries[index].Weight + weight };
    }

    private void Remember(string silo, RateWish wish, long now)
    {
        foreach (var (key, old) in _wishes.ToList())
        {
            if (now - old.At > Milliseconds(wish.Window))
                _wishes.Remove(key);
        }

        _wishes[(silo, wish.Resource)] = new SiloWish(silo, wish.Resource, 0, wish.ReserveUsed, now);
    }

    /// <summary>All that the silos may have spent, their reserves included: what the venue reports beyond it is someone else's.</summary>
    private int Known(List<RateEntry> entries, byte resource, long now) =>
        Counted(entries, resource) + _wishes.Values.Where(wish => wish.Resource == resource).Sum(wish => wish.ReserveUsed);

    private static int Counted(List<RateEntry> entries, byte resource) =>
        entries.Where(entry => entry.Resource == resource).Sum(entry => entry.Weight);

    /// <summary>What is kept for others: what they lack, up to an even share of the limit each.</summary>
    private int OthersClaim(List<RateEntry> entries, string silo, RateWish wish, long now)
    {
        var active = _wishes.Values.Where(other => other.Resource == wish.Resource && now - other.At <= Milliseconds(Heard)).ToList();
        var share = wish.Limit / Math.Max(1, active.Count);
        return active.Where(other => other.Silo != silo && other.Unmet > 0)
            .Sum(other => Math.Min(other.Unmet, Math.Max(0, share - HeldBy(entries, wish.Resource, other.Silo))));
    }

    private static int HeldBy(List<RateEntry> entries, byte resource, string silo) =>
        entries.Where(entry => entry.Resource == resource && entry.Silo == silo).Sum(entry => entry.Weight);

    private static TimeSpan RetryAfter(List<RateEntry> entries, byte resource, long now)
    {
        var next = entries.Where(entry => entry.Resource == resource).Select(entry => entry.Until - now).DefaultIfEmpty(Slice).Min();
        return TimeSpan.FromMilliseconds(Math.Clamp(next, Slice, Milliseconds(LeaseTime)));
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}

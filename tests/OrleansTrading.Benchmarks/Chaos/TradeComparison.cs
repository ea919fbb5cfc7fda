namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// What silos recorded of one symbol's trades against what the market has. Each silo records on a disk of its own, and one that takes a symbol over may
/// ask for what another one had already: no trade is twice on one disk, and what lies on several is the same.
/// </summary>
internal static class TradeComparison
{
    /// <summary>What is wrong, in words.</summary>
    /// <param name="truth">The market's, from the first one that has to be there to the last.</param>
    /// <param name="disks">What lies on each disk; also older and younger ones.</param>
    /// <param name="toldAsLost">What was told as lost: that may be missing.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyList<StormTrade> truth, IReadOnlyList<IReadOnlyList<StormTrade>> disks, IReadOnlyList<ToldAsLost> toldAsLost)
    {
        if (truth.Count == 0)
            return ["the market had no trade; nothing was compared."];
        var faults = new List<string>();
        foreach (var doubled in disks.SelectMany(disk => disk.CountBy(trade => trade.Id)).Where(trade => trade.Value > 1))
            faults.Add($"trade {doubled.Key} lies {doubled.Value} times on one disk.");
        var missing = Missing(truth, disks);
        if (Untold(missing, toldAsLost) is > 0 and var untold)
            faults.Add($"{missing.Count} of {truth.Count} trades are missing, the first {missing[0].Id}, the last {missing[^1].Id}; {untold} of them were not told as lost.");
        var (first, last, byId) = (truth[0].Id, truth[^1].Id, truth.ToDictionary(trade => trade.Id));
        foreach (var other in disks.SelectMany(disk => disk).Where(trade => trade.Id >= first && trade.Id <= last && byId.GetValueOrDefault(trade.Id) != trade))
            faults.Add($"recorded is {other}; the market's is {byId.GetValueOrDefault(other.Id)?.ToString() ?? "none"}.");
        return faults;
    }

    /// <summary>How many are missing that were not told as lost: they lie outside of what was, or are more than that.</summary>
    public static long Untold(IReadOnlyList<StormTrade> missing, IReadOnlyList<ToldAsLost> told)
    {
        var outside = missing.Count(trade => !told.Any(lost => trade.Id >= lost.From && trade.Id <= lost.To));
        return Math.Max(outside, missing.Count - told.Where(lost => missing.Any(trade => trade.Id >= lost.From && trade.Id <= lost.To)).Sum(lost => lost.Count));
    }

    public static IReadOnlyList<StormTrade> Missing(IReadOnlyList<StormTrade> truth, IReadOnlyList<IReadOnlyList<StormTrade>> disks)
    {
        var recorded = disks.SelectMany(disk => disk).Select(trade => trade.Id).ToHashSet();
        return [.. truth.Where(trade => !recorded.Contains(trade.Id))];
    }
}

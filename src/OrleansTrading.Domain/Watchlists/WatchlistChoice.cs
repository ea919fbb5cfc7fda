using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Watchlists;

/// <summary>Who is on a list, best first, and who may join it next.</summary>
public sealed record WatchlistChoice(ImmutableArray<WatchlistMember> Members, ImmutableArray<InstrumentId> Next)
{
    /// <summary>
    /// Chooses. A member that is no candidate any more leaves at once; others leave when their dwell is over and they rank or score
    /// too low. Free places go to the best that score high enough; a full list gives way only to what ranks high enough.
    /// </summary>
    /// <param name="current">Who is on the list now.</param>
    /// <param name="candidates">Everyone who may be on it, members included; each once.</param>
    /// <param name="rules">When to join and leave.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static WatchlistChoice Make(
        IReadOnlyCollection<WatchlistMember> current, IEnumerable<ScoredInstrument> candidates, WatchlistRules rules, long now)
    {
        var ranked = candidates
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Id.ToString(), StringComparer.Ordinal).ToList();
        var rankOf = new Dictionary<InstrumentId, int>(ranked.Count);
        for (var i = 0; i < ranked.Count; i++)
            rankOf.Add(ranked[i].Id, i + 1);

        var stays = current
            .Where(member => rankOf.TryGetValue(member.Id, out var rank) && (Dwells(member, rules, now) || Holds(ranked[rank - 1], rank, rules)))
            .OrderBy(member => rankOf[member.Id]).Take(rules.Size).ToList();
        var joins = new List<WatchlistMember>();
        foreach (var (candidate, rank) in ranked.Select((candidate, i) => (candidate, i + 1)))
        {
            if (candidate.Score < rules.EnterScore)
                break;
            if (stays.Exists(member => member.Id == candidate.Id))
                continue;
            if (stays.Count + joins.Count >= rules.Size && !TryDisplace(stays, rank, rankOf, rules, now))
                break;
            joins.Add(new WatchlistMember(candidate.Id, now));
        }

        var members = stays.Concat(joins).OrderBy(member => rankOf[member.Id]).ToImmutableArray();
        return new WatchlistChoice(members, NextOf(ranked, members, rules));
    }

    private static bool Dwells(WatchlistMember member, WatchlistRules rules, long now) => now - member.Since < rules.MinimumDwell.TotalMilliseconds;

    private static bool Holds(ScoredInstrument member, int rank, WatchlistRules rules) => rank <= rules.LeaveRank && member.Score >= rules.LeaveScore;

    /// <summary>Makes room for a rank that is high enough, by the worst member that has been on the list long enough and ranks below its size.</summary>
    private static bool TryDisplace(
        List<WatchlistMember> stays, int rank, Dictionary<InstrumentId, int> rankOf, WatchlistRules rules, long now)
    {
        if (rank > rules.EnterRank)
            return false;
        var worst = stays.FindLastIndex(member => rankOf[member.Id] > rules.Size && !Dwells(member, rules, now));
        if (worst < 0)
            return false;
        stays.RemoveAt(worst);
        return true;
    }

    private static ImmutableArray<InstrumentId> NextOf(List<ScoredInstrument> ranked, ImmutableArray<WatchlistMember> members, WatchlistRules rules)
    {
        if (rules.WarmAhead == 0 || rules.Size == 0)
            return [];
        var on = members.Select(member => member.Id).ToHashSet();
        var lowest = members.Length < rules.Size ? double.NegativeInfinity : ranked.Last(candidate => on.Contains(candidate.Id)).Score;
        var needed = Math.Max(rules.EnterScore, lowest) * rules.WarmShare;
        return [.. ranked.Where(candidate => !on.Contains(candidate.Id) && candidate.Score >= needed).Take(rules.WarmAhead).Select(candidate => candidate.Id)];
    }
}

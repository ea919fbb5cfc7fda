using System.Collections.Immutable;

namespace OrleansTrading.Grains.Jobs;

/// <summary>Finds jobs that lead back to themselves.</summary>
internal static class JobCycles
{
    /// <summary>Cycles among names, each from its first name in order and back to it; at least one of every group that is entangled.</summary>
    /// <param name="edges">What each name leads to.</param>
    public static IEnumerable<ImmutableArray<string>> Of(ILookup<string, string> edges) =>
        edges.Select(edge => edge.Key).Order(StringComparer.Ordinal)
            .Select(name => Shortest(name, edges))
            // The same cycle is found from each of its names.
            .Where(cycle => cycle.Length > 0 && cycle.All(name => StringComparer.Ordinal.Compare(cycle[0], name) <= 0));

    /// <summary>The shortest way from a name back to it; empty when there is none.</summary>
    private static ImmutableArray<string> Shortest(string start, ILookup<string, string> edges)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ways = new Queue<ImmutableArray<string>>([[start]]);
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in edges[way[^1]])
            {
                if (next == start)
                    return way.Add(next);
                if (seen.Add(next))
                    ways.Enqueue(way.Add(next));
            }
        }

        return [];
    }
}

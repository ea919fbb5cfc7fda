using System.Collections.Immutable;

namespace OrleansTrading.Grains.Balance;

/// <summary>
/// Which silo passes how many symbols to which, a function of what they hold alone: silos that see the same counts come to the same plan, and each
/// carries out its own part of it without a word to the others.
/// </summary>
/// <remarks>
/// A symbol only goes from a silo above the mean to one below it, and only while one of the two is clearly off. So a move makes them at least two more
/// alike, the sum of the squares falls with each, and it comes to an end: nothing goes to and fro. A silo never gives so much that it is clearly below the mean.
/// </remarks>
internal static class SymbolSpread
{
    /// <summary>A silo that is less than this off the mean is left as it is.</summary>
    private const int LeastDifference = 2;

    /// <summary>As a part of the mean.</summary>
    private const double ClearPart = 0.25;

    /// <summary>Of what it has too much a silo gives this part in a round.</summary>
    private const double RoundPart = 0.1;

    /// <param name="symbols">How many symbols each silo holds.</param>
    /// <param name="most">How many one silo gives at most.</param>
    /// <returns>The moves in their order, by the silos' places in the list.</returns>
    public static ImmutableArray<(int From, int To)> Plan(IReadOnlyList<int> symbols, int most)
    {
        if (symbols.Count < 2)
            return [];
        var mean = symbols.Average();
        var (held, left) = (symbols.ToArray(), symbols.Select(count => Gives(count - mean, most)).ToArray());
        var moves = ImmutableArray.CreateBuilder<(int From, int To)>();
        var all = Enumerable.Range(0, held.Length).ToArray();
        while (all.Where(silo => left[silo] > 0 && held[silo] > mean).OrderByDescending(silo => held[silo]).Cast<int?>().FirstOrDefault() is { } from)
        {
            var to = all.MinBy(silo => held[silo]);
            if (held[to] >= mean || !(IsClear(held[from] - mean, mean) || IsClear(mean - held[to], mean)))
                break;
            (held[from], held[to], left[from]) = (held[from] - 1, held[to] + 1, left[from] - 1);
            moves.Add((from, to));
        }

        return moves.DrainToImmutable();
    }

    private static int Gives(double surplus, int most) => surplus <= 0 ? 0 : Math.Clamp((int)(surplus * RoundPart), 1, most);

    private static bool IsClear(double difference, double mean) => difference >= LeastDifference && difference > mean * ClearPart;
}

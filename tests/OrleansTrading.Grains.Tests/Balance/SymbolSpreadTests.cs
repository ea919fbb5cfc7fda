using OrleansTrading.Grains.Balance;

namespace OrleansTrading.Grains.Tests.Balance;

public sealed class SymbolSpreadTests
{
    private const int Most = 10;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, Random.Shared.Next()];

    [Theory]
    [InlineData("12")]
    [InlineData("")]
    [InlineData("6,6")]
    [InlineData("0,1")]
    [InlineData("3,1")]
    [InlineData("3,3,1")]
    [InlineData("100,100,80,75")]
    public void Plan_OfOneSiloOrOfSilosThatAreNearlyAlike_MovesNothing(string counts) => SymbolSpread.Plan(Counts(counts), Most).ShouldBeEmpty();

    [Theory]
    [InlineData("6,6,0", "5,5,2")]
    [InlineData("5,5,2", "4,5,3")]
    [InlineData("4,0", "3,1")]
    [InlineData("1000,1000,0", "990,990,20")]
    [InlineData("200,100,0", "190,100,10")]
    public void Plan_OfASiloThatHasMuchLess_GivesItAFewOfWhatTheOthersHaveTooMuch(string before, string after) => After(Counts(before)).ShouldBe(Counts(after));

    [Fact]
    public void Plan_OfManySilosAndANewOne_FillsItThoughNoneOfThemIsFarAboveTheMean()
    {
        int[] counts = [.. Enumerable.Repeat(100, 17), 0];
        var rounds = Settle(ref counts);
        counts[^1].ShouldBeGreaterThan(70);
        rounds.ShouldBeLessThan(10);
    }

    [Fact]
    public void Plan_WithABoundOfOne_LetsEachSiloGiveOne() =>
        SymbolSpread.Plan([500, 500, 0], 1).ShouldBe([(0, 2), (1, 2)]);

    /// <summary>Whatever the counts: moves lead from above the mean to below it, are few, and come to an end, after which all are nearly alike.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Plan_AgainAndAgain_ComesToAnEndWithoutToAndFro(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var scale = random.Next(1, 400);
            int[] counts = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(4) == 0 ? 0 : random.Next(scale))];
            var (mean, total, context) = (counts.Average(), counts.Sum(), $"seed {seed}: {string.Join(",", counts)}");
            Settle(ref counts, context).ShouldBeLessThan(1_000, context);
            counts.Sum().ShouldBe(total, context);
            counts.ShouldAllBe(count => Math.Abs(count - mean) < 2 || Math.Abs(count - mean) <= mean / 4, context);
        }
    }

    /// <returns>How many rounds moved something.</returns>
    private static int Settle(ref int[] counts, string context = "")
    {
        for (var round = 0; ; round++)
        {
            var (before, mean) = (counts, counts.Average());
            var moves = SymbolSpread.Plan(before, Most);
            if (moves.IsEmpty || round == 1_000)
                return round;
            moves.ShouldAllBe(move => before[move.From] > mean && before[move.To] < mean, context);
            moves.GroupBy(move => move.From).ShouldAllBe(given => given.Count() <= Math.Clamp((before[given.Key] - mean) / 10, 1, Most), context);
            counts = After(before);
            Squares(counts).ShouldBeLessThan(Squares(before), context);
        }
    }

    private static int[] After(int[] counts)
    {
        int[] after = [.. counts];
        foreach (var (from, to) in SymbolSpread.Plan(counts, Most))
        {
            after[from]--;
            after[to]++;
        }

        return after;
    }

    private static long Squares(int[] counts) => counts.Sum(count => (long)count * count);

    private static int[] Counts(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}

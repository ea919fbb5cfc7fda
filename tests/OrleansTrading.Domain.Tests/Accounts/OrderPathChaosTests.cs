using OrleansTrading.Domain.Tests.Accounts.Chaos;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>The order path with everything going wrong that can. A run is told by its seed: <c>new ChaosWorld(seed).Run()</c>.</summary>
public sealed class OrderPathChaosTests
{
    private const int Runs = 20_000;

    [Fact]
    public void OrderPath_AnythingGoesWrong_EveryIntentIsOneOrderAndEveryFillIsBooked()
    {
        var tally = new ChaosTally();
        for (var seed = 0; seed < Runs; seed++)
            Run(seed, tally);
        for (var what = ChaosCount.Intents; what < ChaosCount.Last; what++)
            tally[what].ShouldBeGreaterThan(0, $"nothing of {what} in {Runs} runs");
    }

    [Fact]
    public void OrderPath_SeedsNeverTriedBefore_EveryIntentIsOneOrderAndEveryFillIsBooked()
    {
        var first = Random.Shared.Next();
        for (var i = 0; i < Runs / 20; i++)
            Run(first ^ i, new ChaosTally());
    }

    private static void Run(int seed, ChaosTally tally)
    {
        var world = new ChaosWorld(seed);
        string? wrong;
        try
        {
            wrong = world.Run();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or NullReferenceException or OverflowException)
        {
            wrong = fault.ToString();
        }

        wrong.ShouldBeNull($"seed {seed}");
        tally.Add(world.Tally);
    }
}

using OrleansTrading.Benchmarks.Running;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names() => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Fact]
    public void Scenarios_AreTheFour() => Scenario.All.Select(scenario => scenario.Name).ShouldBe(["smoke", "standard", "stress", "endurance"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_RunsWhatThereIs_AndTheLoadLast(string name)
    {
        var benchmarks = Of(name).Benchmarks;
        benchmarks.ShouldBeSubsetOf(Benchmark.FindAll().Select(benchmark => benchmark.Name));
        benchmarks.ShouldBeUnique();
        benchmarks[^1].ShouldBe(Scenario.LoadName);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_Scaled_IsShorterAndElseTheSame(string name)
    {
        var scenario = Of(name);
        scenario.Scaled(0.1, 42).ShouldBe(scenario.Load with { Minutes = scenario.Load.Minutes * 0.1, Seed = 42 });
    }

    [Fact]
    public void Scenario_Filtered_IsWhatMatchesInItsOrder()
    {
        Of("smoke").Choose("").ShouldBe(Of("smoke").Benchmarks);
        Of("smoke").Choose("LOA").ShouldBe(["load"]);
        Of("smoke").Choose("book").ShouldBe(["components"]);
        Of("standard").Choose("ad").ShouldBe(["components", "trading", "account-load", "load"]);
        Of("smoke").Choose("parquet").ShouldBeEmpty();
    }

    private static Scenario Of(string name) => Scenario.All.Single(scenario => scenario.Name == name);
}

using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>
/// During a roll silos of the last release and of this one work together (docs/decisions/074-versions-side-by-side.md). So whatever the last
/// release could say is understood: nothing of its list is gone or means something else. More may come.
/// </summary>
public sealed class ContractVersionsTests
{
    private static readonly string Recorded = Repository.PathOf("tests", "OrleansTrading.Silo.Tests", "Structure", "contracts.txt");

    [Fact]
    public async Task Contracts_OfTheLastRelease_AreStillSpoken()
    {
        var now = ContractList.Lines();
        // At a release, and only then: what is said from now on.
        if (Environment.GetEnvironmentVariable("ORLEANS_TRADING_WRITE_CONTRACTS") == "1")
            await File.WriteAllLinesAsync(Recorded, now, TestContext.Current.CancellationToken);
        var released = await File.ReadAllLinesAsync(Recorded, TestContext.Current.CancellationToken);
        released.Length.ShouldBeGreaterThan(500, "the list must hold them");
        released.Except(now).ShouldBeEmpty("silos of the last release say this; keep it beside what is new, and let a later release drop it");
    }

    [Fact]
    public void Lines_OfTheContracts_AreUnique() => ContractList.Lines().ShouldBeUnique();

    [Fact]
    public void Lines_OfTheContracts_NameWhatIsOnTheWire()
    {
        var lines = ContractList.Lines();
        lines.ShouldContain("grain OrleansTrading.ISymbolGrain.Hold(String, TimeSpan): Task");
        lines.ShouldContain("enum OrleansTrading.Domain.Streams.StreamKind 0: Kline");
        lines.ShouldContain(line => line.StartsWith("message OrleansTrading.KlineQuery#0:", StringComparison.Ordinal));
    }
}

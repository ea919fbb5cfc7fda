using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Faults;

public class StormTests
{
    // Those of accounts, what changes the market itself, and what spoils answers alone.
    private static readonly FaultKind[] NotOfTheMarketsStreams = [FaultKind.Order, FaultKind.ListenKeyExpired, FaultKind.Price, FaultKind.Garble];

    [Fact]
    public async Task Storm_OfTheDocuments_HoldsEveryFaultOnEveryStreamAndEndsInACalm()
    {
        await using var simulation = await Simulation.StartAsync();
        var storm = FaultScript.Load(Repository.PathOf("docs", "storm.json"), simulation.Host.Faults);
        storm.Select(fault => fault.Fault.Fault).Distinct().ShouldBe(Enum.GetValues<FaultKind>().Except(NotOfTheMarketsStreams), ignoreOrder: true);
        storm.Where(fault => fault.Fault.Fault == FaultKind.Freeze && fault.Fault.Symbol is null).Select(fault => fault.Fault.Stream).Distinct()
            .ShouldBe(["aggTrade", "bookTicker", "depth", "kline", "markPrice", "forceOrder"], ignoreOrder: true);
        storm.ShouldAllBe(fault => fault.OnSimulatedClock && fault.At <= TimeSpan.FromMinutes(50));

        // Whatever is not over by its count or its time would go on into the calm.
        storm.ShouldAllBe(fault => fault.Fault.Fault == FaultKind.Drop || fault.Fault.Count != null || fault.Fault.DurationMs != null);
    }
}

using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Dashboard.Cluster;

namespace OrleansTrading.Dashboard.Tests.Cluster;

public sealed class ClusterFiguresTests
{
    [Theory]
    [InlineData(0.0, "0 B")]
    [InlineData(1023.0, "1023 B")]
    [InlineData(1024.0, "1.00 KiB")]
    [InlineData(612_000_000.0, "584 MiB")]
    [InlineData(2_147_483_648.0, "2.00 GiB")]
    [InlineData(null, "–")]
    public void Bytes_AreShort(double? bytes, string text) => ClusterFigures.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0.0213, "21.3 µs")]
    [InlineData(2.4, "2.4 ms")]
    [InlineData(1_240.0, "1.24 s")]
    [InlineData(null, "–")]
    public void Latency_IsInItsUnit(double? milliseconds, string text) => ClusterFigures.Latency(milliseconds).ShouldBe(text);

    [Fact]
    public void Order_ByAColumn_TurnsRoundWhenItIsClickedAgain()
    {
        GrainTypeFigures[] types = [new("N.B", 2, 1, 1, null, null, null), new("N.A", 1, 5, 1, 3, 3, 3), new("N.C", 3, 5, 1, 1, 1, 1)];
        GrainTypeOrder.Default.Sort(types).Select(type => type.ShortName).ShouldBe(["A", "C", "B"]);
        var byName = GrainTypeOrder.Default.Clicked(GrainTypeColumn.Name);
        byName.Sort(types).Select(type => type.ShortName).ShouldBe(["A", "B", "C"]);
        byName.Clicked(GrainTypeColumn.Name).Sort(types).Select(type => type.ShortName).ShouldBe(["C", "B", "A"]);
        GrainTypeOrder.Default.Clicked(GrainTypeColumn.P99).Sort(types).Select(type => type.ShortName).ShouldBe(["A", "C", "B"]);
        GrainTypeOrder.Default.Clicked(GrainTypeColumn.Activations).Sort(types).First().ShortName.ShouldBe("C");
    }
}

using OrleansTrading.Benchmarks.Chaos;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Tests.Chaos;

/// <summary>The auditor of trades finds what it is there to find.</summary>
public sealed class TradeComparisonTests
{
    private static readonly StormTrade[] Truth = [.. Enumerable.Range(10, 20).Select(id => At(id))];

    [Fact]
    public void Faults_EachTradeOnceOverSeveralDisks_AreNone() => TradeComparison.Faults(Truth, [Truth[..12], Truth[12..]], []).ShouldBeEmpty();

    [Fact]
    public void Faults_OlderAndYoungerTradesThanCompared_AreNone() =>
        TradeComparison.Faults(Truth, [[At(3), .. Truth, At(40)]], []).ShouldBeEmpty();

    [Fact]
    public void Faults_SameTradeOnTwoDisks_AreNone() => TradeComparison.Faults(Truth, [Truth[..12], Truth[9..]], []).ShouldBeEmpty();

    [Fact]
    public void Faults_TradeTwiceOnOneDisk_IsFound() =>
        TradeComparison.Faults(Truth, [[.. Truth, At(14)]], []).ShouldBe(["trade 14 lies 2 times on one disk."]);

    [Fact]
    public void Faults_MissingTrades_AreFoundUnlessTheyWereToldAsLost()
    {
        StormTrade[] recorded = [.. Truth.Where(trade => trade.Id is not (12 or 13 or 29))];
        TradeComparison.Faults(Truth, [recorded], []).Single().ShouldStartWith("3 of 20 trades are missing, the first 12, the last 29");
        TradeComparison.Faults(Truth, [recorded], [new(10, 13, 4)]).Single().ShouldEndWith("1 of them were not told as lost.");
        TradeComparison.Faults(Truth, [recorded], [new(10, 29, 2)]).Single().ShouldEndWith("1 of them were not told as lost.");
        TradeComparison.Faults(Truth, [recorded], [new(12, 13, 2), new(1, 9, 9)]).Count.ShouldBe(1, "others that were lost are no excuse");
        TradeComparison.Faults(Truth, [recorded], [new(12, 13, 2), new(29, 29, 1)]).ShouldBeEmpty();
    }

    [Fact]
    public void Faults_OtherValues_AreFound()
    {
        TradeComparison.Faults(Truth, [[.. Truth[1..], At(10) with { Quantity = 0.5m }]], []).Single().ShouldContain("Quantity = 0.5");
        TradeComparison.Faults(Truth, [Truth, [At(15) with { Price = 1 }]], []).Single().ShouldContain("Price = 1,");
    }

    [Fact]
    public void Faults_MarketWithoutATrade_ComparesNothing() => TradeComparison.Faults([], [Truth], []).Count.ShouldBe(1);

    [Fact]
    public void Read_FilesOfSeveralRotations_GivesEachTradeAsItWas()
    {
        using var directory = new TemporaryDirectory();
        Write(directory.Path, Truth[..7]);
        Write(directory.Path, Truth[7..]);
        RecordedMarket.Read(directory.Path, new InstrumentId("binance", "BTCUSDT")).OrderBy(trade => trade.Id).ShouldBe(Truth);
        RecordedMarket.Read(directory.Path, new InstrumentId("binance", "ETHUSDT")).ShouldBeEmpty();
    }

    private static StormTrade At(int id) => new(id, 1_700_000_000_000 + id, 100.25m + (id * 0.01m), 0.001m * id, id % 2 == 0);

    private static void Write(string root, StormTrade[] trades)
    {
        var rows = new AggTradeRows();
        foreach (var trade in trades)
            rows.Add(trade.Id, trade.Time, (double)trade.Price, (double)trade.Quantity, trade.IsBuyerMaker);
        var (from, to) = rows.TimeRange;
        var path = Path.Combine(root, CaptureFileName.Rotation(rows.Kind, "binance", "BTCUSDT", from, to).RelativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        rows.Write(stream, new CaptureSource("binance", "BTCUSDT", 2, 3));
    }
}

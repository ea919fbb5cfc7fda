using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Parquet.Tests.Captures;

public sealed class CaptureFileNameTests
{
    /// <summary>2026-03-01T12:00:00.000Z, Unix milliseconds.</summary>
    private const long Noon = 1_772_366_400_000;

    [Fact]
    public void Path_OfEveryKind_IsReadAsItWasMade()
    {
        foreach (var kind in CaptureKinds.All)
        {
            CaptureFileName[] names =
            [
                CaptureFileName.Rotation(kind, "binance", "BTCUSDT", Noon, Noon + 59_871),
                CaptureFileName.Rotation(kind, "okx", "BTC-USDT-SWAP", Noon - 1, Noon, part: 12),
                CaptureFileName.WholeDay(kind, "kraken", "PF_XBTUSD", new DateOnly(2026, 3, 1)),
            ];
            foreach (var name in names)
            {
                CaptureFileName.Parse(name.RelativePath).ShouldBe(name);
                CaptureFileName.Parse(Path.Combine("some", "where", name.RelativePath)).ShouldBe(name);
            }
        }
    }

    [Fact]
    public void Path_OfARotationAndADay_IsAsDocumented()
    {
        CaptureFileName.Rotation(CaptureKind.AggTrade, "binance", "BTCUSDT", Noon, Noon + 59_871).RelativePath.Replace('\\', '/')
            .ShouldBe("agg_trade/binance/BTCUSDT/2026-03-01/20260301T120000000-20260301T120059871.parquet");
        CaptureFileName.WholeDay(CaptureKind.OpenInterest, "binance", "BTCUSDT", new DateOnly(2026, 3, 1)).RelativePath.Replace('\\', '/')
            .ShouldBe("open_interest/binance/BTCUSDT/2026-03-01.parquet");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.parquet")]
    [InlineData("agg_trade/binance/BTCUSDT/2026-03-01.parquet.tmp")]
    [InlineData("agg_trade/binance/BTCUSDT/2026-13-01.parquet")]
    [InlineData("other/binance/BTCUSDT/2026-03-01.parquet")]
    [InlineData("agg_trade/binance/BTCUSDT/2026-03-01/20260301T120000000.parquet")]
    [InlineData("agg_trade/binance/BTCUSDT/2026-03-01/20260301T120000000-20260301T120059871-1.parquet")]
    [InlineData("agg_trade/binance/BTCUSDT/2026-03-01/20260301T120000000-20260301T120059871-x.parquet")]
    public void Path_OfSomethingElse_IsNone(string path) => CaptureFileName.Parse(path).ShouldBeNull();
}

using System.Globalization;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Parquet.Tests.Captures;

/// <summary>What DuckDB finds in capture files is what was captured.</summary>
public sealed class CaptureFilesTests : IDisposable
{
    private const long T0 = 1_772_323_200_000;

    private static readonly CaptureSource Source = new("binance", "BTCUSDT", PriceScale: 1, QuantityScale: 3);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AggTrades_InDuckDb_AreThoseThatWereCaptured()
    {
        var rows = new AggTradeRows();
        var random = new Random(4);
        var (count, volume, notional, makers) = (70_000, 0m, 0m, 0);
        for (var i = 0; i < count; i++)
        {
            var price = 60_000m + random.Next(-5_000, 5_000) / 10m;
            var quantity = random.Next(1, 5_000) / 1_000m;
            var maker = random.Next(2) == 0;
            rows.Add(1_000_000 + i, T0 + (i * 37L), (double)price, (double)quantity, maker);
            volume += quantity;
            notional += price * quantity;
            makers += maker ? 1 : 0;
        }

        var file = Write(rows);
        var answers = await QueryAsync(
            $"select count(*), min(id), max(id), epoch_ms(min(time)), epoch_ms(max(time)), sum(quantity), sum(price * quantity), count(*) filter (is_buyer_maker) from '{file}'",
            $"select column_name, column_type from (describe select * from '{file}')",
            $"select key::varchar || '=' || value::varchar from parquet_kv_metadata('{file}')");

        answers[0].Rows[0].ShouldBe([
            $"{count}", "1000000", $"{1_000_000 + count - 1}", $"{T0}", $"{T0 + ((count - 1) * 37L)}",
            volume.ToString("F3", CultureInfo.InvariantCulture), notional.ToString("F4", CultureInfo.InvariantCulture), $"{makers}"]);
        answers[1].Rows.Select(row => $"{row[0]} {row[1]}").ShouldBe([
            "id BIGINT", "time TIMESTAMP WITH TIME ZONE", "price DECIMAL(18,1)", "quantity DECIMAL(18,3)", "is_buyer_maker BOOLEAN"]);
        answers[2].Rows.Select(row => row[0]).ShouldBe(
            ["orleans_trading.instrument=binance:BTCUSDT", "orleans_trading.kind=agg_trade", "orleans_trading.version=1"], ignoreOrder: true);
    }

    [Fact]
    public async Task EveryKind_WithoutAndWithRows_HasItsColumns()
    {
        foreach (var kind in CaptureKinds.All)
        {
            var rows = CaptureRows.Create(kind);
            var empty = Write(rows);
            AddOne(rows);
            var one = Write(rows);
            var columns = string.Join(", ", CaptureColumns.Of(kind).Select(column => column.Name));
            var answers = await QueryAsync($"select count(*) from '{empty}'", $"select {columns} from '{empty}'", $"select {columns} from '{one}'");
            answers[0].Value.ShouldBe("0");
            answers[2].Rows.Single().ShouldBe(Expected(kind), kind.Name());
        }
    }

    [Fact]
    public async Task Prices_OffTheirTick_AreWrittenWithMoreDigitsOrAsDoubles()
    {
        var trades = new AggTradeRows();
        trades.Add(1, T0, 100.5, 0.1 + 0.2, false);
        trades.Add(2, T0, 100.125, 1, true);
        var file = Write(trades);

        var answers = await QueryAsync($"select price, quantity from '{file}'");

        answers[0].Types.ShouldBe(["DECIMAL(18,3)", "DOUBLE"]);
        answers[0].Rows.ShouldBe([["100.500", "0.30000000000000004"], ["100.125", "1"]]);
    }

    private static void AddOne(CaptureRows rows)
    {
        switch (rows)
        {
            case AggTradeRows trades:
                trades.Add(7, T0, 60_000.1, 0.001, true);
                break;
            case FlowRows flow:
                flow.Add(T0, -1.5, 0.1, 0.2, 6_000, 12_000.5, 3, 4, 60_000, 60_000.1);
                break;
            case LiquidationRows liquidations:
                liquidations.Add(T0, T0 - 1, true, 60_000, 60_001.5, 0.25);
                break;
            case FundingRows funding:
                funding.Add(T0, 60_000.12345678, 60_001.5, -0.00012345, T0 + 28_800_000);
                break;
            case OpenInterestRows interest:
                interest.Add(T0, 81_234.567);
                break;
        }
    }

    private static string[] Expected(CaptureKind kind) => kind switch
    {
        CaptureKind.AggTrade => ["7", "2026-03-01 00:00:00+00", "60000.1", "0.001", "True"],
        CaptureKind.Flow => ["2026-03-01 00:00:00+00", "-1.5", "0.1", "0.2", "6000", "12000.5", "3", "4", "60000.0", "60000.1", "1"],
        CaptureKind.Liquidation => ["2026-03-01 00:00:00+00", "2026-02-28 23:59:59.999+00", "True", "60000.0", "60001.5", "0.250"],
        CaptureKind.Funding => ["2026-03-01 00:00:00+00", "60000.12345678", "60001.5", "-0.00012345", "2026-03-01 08:00:00+00"],
        _ => ["2026-03-01 00:00:00+00", "81234.567"],
    };

    private static async Task<IReadOnlyList<DuckDbAnswer>> QueryAsync(params string[] statements)
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        return await DuckDb.RunAsync(statements);
    }

    private string Write(CaptureRows rows)
    {
        var path = Path.Combine(_directory.Path, $"{Guid.NewGuid():N}.parquet");
        using var stream = File.Create(path);
        rows.Write(stream, Source).ShouldBe(stream.Length);
        return path;
    }
}

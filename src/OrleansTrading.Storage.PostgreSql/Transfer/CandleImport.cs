using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Candles, series by series.</summary>
internal static class CandleImport
{
    public static async Task RunAsync(EmbeddedStores stores, PostgresMarketStore market, Action<string, Tally, Tally> done, CancellationToken cancellationToken)
    {
        var (read, stored) = (new Tally(), new Tally());
        foreach (var series in await stores.ListSeriesAsync(cancellationToken))
        {
            await foreach (var page in stores.KlinesAsync(series, cancellationToken))
            {
                await market.SaveMissingAsync(series, page, cancellationToken);
                foreach (var kline in page)
                    read.Add(series, kline);
                var times = page.Select(kline => kline.OpenTime).ToHashSet();
                var there = await market.ReadKlinesAsync(series.Instrument, series.Interval, page[0].OpenTime, page[^1].OpenTime, int.MaxValue, cancellationToken);
                foreach (var kline in there.Where(kline => times.Contains(kline.OpenTime)))
                    stored.Add(series, kline);
            }
        }

        done("candles", read, stored);
    }
}

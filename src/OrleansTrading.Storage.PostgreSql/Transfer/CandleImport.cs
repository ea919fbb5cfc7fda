using System.Globalization;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Candles, series by series.</summary>
internal static class CandleImport
{
    public static async Task RunAsync(EmbeddedStores stores, PostgresMarketStore market, ImportReport report, CancellationToken cancellationToken)
    {
        var (read, stored, differing) = (new Tally(), new Tally(), new SomeNames());
        foreach (var series in await stores.ListSeriesAsync(cancellationToken))
        {
            await foreach (var page in stores.KlinesAsync(series, cancellationToken))
            {
                await market.SaveMissingAsync(series, page, cancellationToken);
                var hashes = page.ToDictionary(kline => kline.OpenTime, kline => read.Add(series, kline));
                var there = await market.ReadKlinesAsync(series.Instrument, series.Interval, page[0].OpenTime, page[^1].OpenTime, int.MaxValue, cancellationToken);
                foreach (var kline in there.Where(kline => hashes.ContainsKey(kline.OpenTime)))
                {
                    if (stored.Add(series, kline) == hashes[kline.OpenTime])
                        hashes.Remove(kline.OpenTime);
                }

                foreach (var time in hashes.Keys.Order())
                    differing.Add(Name(series, time));
            }
        }

        report.Done("candles", read, stored, differing);
    }

    private static string Name(StoredSeries series, long openTime) => string.Create(
        CultureInfo.InvariantCulture, $"{series.Instrument} {series.Interval.ToCode()} {DateTimeOffset.FromUnixTimeMilliseconds(openTime):yyyy-MM-ddTHH:mm:ssZ}");
}

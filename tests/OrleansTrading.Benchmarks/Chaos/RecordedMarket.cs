using System.Globalization;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>The trades that lie on one disk, of those files that count.</summary>
internal static class RecordedMarket
{
    /// <exception cref="ParquetException">A file by a final name is not whole.</exception>
    public static List<StormTrade> Read(string disk, InstrumentId instrument)
    {
        var (catalogue, trades) = (new CaptureCatalogue(disk), new List<StormTrade>());
        foreach (var day in catalogue.DaysOf(CaptureKind.AggTrade, instrument.Venue, instrument.Symbol))
        {
            foreach (var path in catalogue.FilesOf(CaptureFileName.WholeDay(CaptureKind.AggTrade, instrument.Venue, instrument.Symbol, day)))
                Read(path, trades);
        }

        return trades;
    }

    private static void Read(string path, List<StormTrade> trades)
    {
        using var stream = CaptureCatalogue.Open(path);
        var file = new ParquetFileReader(stream);
        for (var group = 0; group < file.RowGroups; group++)
        {
            var (ids, times, makers) = (file.Read<long>(group, file.Find("id")), file.Read<long>(group, file.Find("time")), file.Read<bool>(group, file.Find("is_buyer_maker")));
            var (prices, quantities) = (Numbers(file, group, "price"), Numbers(file, group, "quantity"));
            for (var i = 0; i < ids.Length; i++)
                trades.Add(new StormTrade(ids[i], times[i], prices[i], quantities[i], makers[i]));
        }
    }

    private static decimal[] Numbers(ParquetFileReader file, int group, string name)
    {
        var column = file.Find(name);
        if (file.Schema.Columns[column] is not { Type: ParquetType.Decimal, Scale: var scale })
            return Array.ConvertAll(file.Read<double>(group, column), value => decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture));
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)scale);
        return Array.ConvertAll(file.Read<long>(group, column), units => units * unit);
    }
}

using System.IO.Compression;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Candles;

/// <summary>Roll-ups against candles that the venue itself summed.</summary>
public sealed class RecordedRollUpTests
{
    private const string Futures = "market/binance-usdm";
    private const string Spot = "market/binance-spot-1m";

    [Fact]
    public void RollUp_OneHourFuturesStreamed_EqualsTheVenuesFourHours()
    {
        var hours = Files($"{Futures}/1h");
        hours.Length.ShouldBe(12);
        foreach (var file in hours)
        {
            var venue = ReadWithHeader(File.ReadLines(Path.Combine(SharedData.TryFind($"{Futures}/4h")!, Path.GetFileName(file)))).ToDictionary(kline => kline.OpenTime);
            var book = new CandleBook([KlineInterval.OneHour, KlineInterval.FourHours]);
            var changes = new List<CandleChange>();
            foreach (var hour in ReadWithHeader(File.ReadLines(file)))
                book.ApplyStream(hour, changes);
            var summed = changes.Where(change => change.Interval == KlineInterval.FourHours).Select(change => change.Kline).ToList();

            summed.Count.ShouldBeGreaterThan(1100);
            var compared = summed.Where(kline => venue.ContainsKey(kline.OpenTime)).ToList();
            compared.Count.ShouldBeGreaterThan(1000);
            foreach (var kline in compared)
                kline.ShouldBe(venue[kline.OpenTime], Path.GetFileName(file));
        }
    }

    [Fact]
    public void RollUp_SpotMinutesStreamed_EqualsDecimalOracleInEveryInterval()
    {
        var minutes = Files(Spot).Order().SelectMany(ReadDump).ToArray();
        minutes.Length.ShouldBe(3 * 1440);
        var book = new CandleBook(KlineIntervals.All, capacity: 5000);
        foreach (var minute in minutes)
            book.ApplyStream(minute).ShouldBe(RingChange.Closed);

        foreach (var interval in KlineIntervals.All.Skip(1))
        {
            var expected = RollUpOracle.RollUp(minutes, interval);
            expected.Length.ShouldBe((int)(minutes.Length * Klines.Minute / interval.ToMilliseconds()));
            book.Ring(interval).ToArray().ShouldBe(expected, interval.ToCode());
        }
    }

    private static string[] Files(string folder)
    {
        var path = SharedData.TryFind(folder);
        Assert.SkipWhen(path is null, SharedData.Absent(folder));
        return Directory.GetFiles(path!);
    }

    private static IEnumerable<Kline> ReadWithHeader(IEnumerable<string> lines) =>
        from line in lines.Skip(1)
        let c = line.Split(',')
        select new Kline(
            long.Parse(c[0]), double.Parse(c[1]), double.Parse(c[2]), double.Parse(c[3]), double.Parse(c[4]),
            double.Parse(c[5]), double.Parse(c[6]), 0, 0, int.Parse(c[7]), Closed: true);

    private static IEnumerable<Kline> ReadDump(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var reader = new StreamReader(zip.Entries.Single().Open());
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var c = line.Split(',');
            yield return new Kline(
                long.Parse(c[0]), double.Parse(c[1]), double.Parse(c[2]), double.Parse(c[3]), double.Parse(c[4]),
                double.Parse(c[5]), double.Parse(c[7]), double.Parse(c[9]), double.Parse(c[10]), int.Parse(c[8]), Closed: true);
        }
    }
}

using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests;

/// <summary>What every store must do. A store's tests inherit this and say how an empty one is made.</summary>
public abstract class MarketStoreConformance : IAsyncDisposable
{
    private readonly List<IMarketStore> _made = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store that holds nothing.</summary>
    protected abstract IMarketStore CreateEmpty();

    [Fact]
    public async Task Read_NothingSaved_GivesNothing()
    {
        var store = Make();
        (await store.LatestAsync()).ShouldBeEmpty();
        (await store.ReadAsync()).ShouldBeEmpty();
        (await store.ListSeriesAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_Candles_ReadBackToTheLastDigit()
    {
        var store = Make();
        var exact = new Kline(Start, 0.1 + 0.2, 1e9 / 3, double.Epsilon, 1e-8, Math.PI, 1e300, 1 / 3d, 2 / 3d, int.MaxValue, true);
        await store.SaveAsync(exact);
        (await store.LatestAsync()).ShouldBe([exact]);
    }

    [Fact]
    public async Task Save_Repaired_StaysMarkedWhoeverSavesTheSameValuesAgain()
    {
        var store = Make();
        await store.SaveAsync(Of(1), Of(2) with { Repaired = true, Trades = int.MaxValue }, Of(3));
        await store.SaveAsync(Of(2) with { Trades = int.MaxValue }, Of(3) with { Repaired = true });

        var read = await store.ReadAsync();

        read.ShouldBe([Of(1), Of(2) with { Trades = int.MaxValue }, Of(3)]);
        read.Select(kline => kline.Repaired).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task Save_NoCandles_LeavesNoSeries()
    {
        var store = Make();
        await store.SaveAsync();
        (await store.ListSeriesAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_OutOfOrder_ReadsInOrder()
    {
        var store = Make();
        await store.SaveAsync(Range(50, 20));
        await store.SaveAsync(Range(0, 20));
        await store.SaveAsync(Of(30), Of(25), Of(40));
        await store.SaveAsync(Range(70, 5));
        Kline[] expected = [.. Range(0, 20), Of(25), Of(30), Of(40), .. Range(50, 25)];
        (await store.ReadAsync()).ShouldBe(expected);
        (await store.LatestAsync(28)).ShouldBe(expected[^28..]);
    }

    [Fact]
    public async Task Save_SameTimeAgain_LastWins()
    {
        var store = Make();
        await store.SaveAsync(Range(0, 10));
        await store.SaveAsync(Of(4, variant: 1), Of(9, variant: 1), Of(9, variant: 2), Of(10));
        (await store.ReadAsync()).ShouldBe([.. Range(0, 4), Of(4, 1), .. Range(5, 4), Of(9, 2), Of(10)]);
        (await store.LatestAsync(2)).ShouldBe([Of(9, 2), Of(10)]);
    }

    [Theory]
    [InlineData(10, 20, int.MaxValue, 10, 11)]
    [InlineData(10, 20, 3, 10, 3)]
    [InlineData(-5, 2, 100, 0, 3)]
    [InlineData(95, 200, 100, 95, 5)]
    [InlineData(20, 10, 100, 0, 0)]
    [InlineData(10, 20, 0, 0, 0)]
    [InlineData(200, 300, 10, 0, 0)]
    public async Task Read_Range_GivesTheFirstWithinLimit(int from, int to, int limit, int first, int count)
    {
        var store = Make();
        await store.SaveAsync(Range(0, 100));
        (await store.ReadAsync(TimeOf(from), TimeOf(to), limit)).ShouldBe(Range(first, count));
    }

    [Fact]
    public async Task Read_BoundsBetweenOpenTimes_ExcludeWhatLiesOutside()
    {
        var store = Make();
        await store.SaveAsync(Range(0, 10));
        (await store.ReadAsync(TimeOf(2) + 1, TimeOf(5) - 1)).ShouldBe(Range(3, 2));
    }

    [Fact]
    public async Task Read_AcrossMonthsAndYears_IsSeamless()
    {
        var store = Make();
        var hours = Enumerable.Range(-1500, 3000).Select(hour => Of(hour * 60)).ToArray();
        await store.SaveKlinesAsync(Bitcoin, KlineInterval.OneHour, hours, Token);
        await store.SaveAsync(hours);
        (await store.ReadAsync()).ShouldBe(hours);
        (await store.LatestAsync(2000)).ShouldBe(hours[^2000..]);
        (await store.ReadAsync(hours[700].OpenTime, hours[2300].OpenTime, 1500)).ShouldBe(hours[700..2200]);
        (await store.ReadKlinesAsync(Bitcoin, KlineInterval.OneHour, hours[1400].OpenTime, hours[1600].OpenTime, 500, Token)).ShouldBe(hours[1400..1601]);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("grid")]
    [InlineData("prices")]
    [InlineData("past")]
    public async Task Save_CandleThatCannotBeClosed_ThrowsAndSavesNothing(string fault)
    {
        var store = Make();
        var bad = fault switch
        {
            "open" => Of(1) with { Closed = false },
            "grid" => Of(1) with { OpenTime = TimeOf(1) + 1 },
            "prices" => Of(1) with { High = 1 },
            _ => Of(1) with { OpenTime = -60_000 },
        };
        var thrown = await Should.ThrowAsync<ArgumentException>(() => store.SaveAsync(Of(0), bad, Of(2)));
        thrown.Message.ShouldContain("number 1 of 3");
        (await store.ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Series_DifferInInstrumentOrInterval_AreKeptApart()
    {
        var store = Make();
        StoredSeries[] series =
        [
            new(Bitcoin, KlineInterval.OneMinute), new(Bitcoin, KlineInterval.FifteenMinutes),
            new(InstrumentId.Parse("okx:BTCUSDT"), KlineInterval.OneMinute), new(InstrumentId.Parse("binance:币安人生USDT"), KlineInterval.OneMinute),
            new(InstrumentId.Parse("binance:A.B_C-D"), KlineInterval.OneDay), new(InstrumentId.Parse("okx:..A"), KlineInterval.OneMinute),
            new(InstrumentId.Parse($"kraken:{new string('漢', 64)}"), KlineInterval.TwelveHours),
        ];
        for (var i = 0; i < series.Length; i++)
            await store.SaveKlinesAsync(series[i].Instrument, series[i].Interval, [Of(0, variant: i)], Token);

        (await store.ListSeriesAsync(Token)).ShouldBe(series, ignoreOrder: true);
        for (var i = 0; i < series.Length; i++)
            (await store.ReadLatestKlinesAsync(series[i].Instrument, series[i].Interval, 5, Token)).ShouldBe([Of(0, variant: i)]);
    }

    [Fact]
    public async Task Save_ManyAtOnce_LosesNothing()
    {
        var store = Make();
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = writer; i < 640; i += 16)
            {
                await store.SaveAsync(Of(i));
                (await store.LatestAsync(5)).Select(kline => kline.OpenTime).ShouldBeInOrder();
            }
        }, Token));
        await Task.WhenAll(writers);
        (await store.ReadAsync()).ShouldBe(Range(0, 640));
    }

    [Fact]
    public async Task Calls_TokenIsCancelled_DoNothing()
    {
        var store = Make();
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(() => store.SaveKlinesAsync(Bitcoin, StoredKlines.Interval, [Of(0)], cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => store.ReadLatestKlinesAsync(Bitcoin, StoredKlines.Interval, 1, cancelled));
        (await store.ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_NegativeCount_IsRefused()
    {
        var store = Make();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => store.LatestAsync(-1));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => store.ReadAsync(limit: -1));
    }

    [Fact]
    public async Task Save_AnyBatches_EqualsDictionary()
    {
        await Task.Yield();
        var kline = from number in Gen.Frequency((5, Gen.Choose(0, 150)), (1, Gen.Choose(44_600, 44_700))) from variant in Gen.Choose(0, 3) select Of(number, variant);
        var query = from at in Gen.Choose(-5, 160).Two() from limit in Gen.Choose(0, 200) select (From: TimeOf(at.Item1), To: TimeOf(at.Item2), Limit: limit);
        Prop.ForAll(kline.ArrayOf().NonEmptyListOf().ToArbitrary(), query.ToArbitrary(), (batches, asked) =>
        {
            var store = Make();
            var expected = new SortedDictionary<long, Kline>();
            foreach (var batch in batches)
            {
                store.SaveAsync(batch).GetAwaiter().GetResult();
                foreach (var saved in batch)
                    expected[saved.OpenTime] = saved;
                var latest = store.LatestAsync(asked.Limit).GetAwaiter().GetResult();
                if (!latest.SequenceEqual(expected.Values.TakeLast(asked.Limit)))
                    return false;
            }

            var range = store.ReadAsync(asked.From, asked.To, asked.Limit).GetAwaiter().GetResult();
            return range.SequenceEqual(expected.Values.Where(k => k.OpenTime >= asked.From && k.OpenTime <= asked.To).Take(asked.Limit));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(40));
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _made.OfType<IAsyncDisposable>())
            await store.DisposeAsync();
    }

    private IMarketStore Make()
    {
        var store = CreateEmpty();
        _made.Add(store);
        return store;
    }
}

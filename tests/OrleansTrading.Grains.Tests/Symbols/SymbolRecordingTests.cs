using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Capture;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Capture;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <summary>A symbol over a real desk: what is in files in the end, through takeovers and starts.</summary>
public sealed class SymbolRecordingTests : IAsyncDisposable
{
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    private readonly FakeVenue _venue = new(Start + 30_000);
    private readonly FailingGrainStorage _states = new();
    private readonly CaptureBench _bench = new();

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await _venue.DisposeAsync();
    }

    /// <summary>Another silo was killed; before what it had in memory is brought, this one's activation ends and begins again over what it recorded itself.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Symbol_BeginsAgainBeforeTheGapIsBrought_BringsItThen(bool isKilled)
    {
        Exist(upTo: 40);
        await using (var first = await StartAsync(mark: 5))
        {
            var stream = await FollowAsync(first);
            _venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "down");
            await RecordAsync(stream, 20, 30);
        }

        if (isKilled)
            _bench.Kill();
        _venue.Failure = null;
        await using var second = await StartAsync(mark: null);
        var again = await FollowAsync(second);
        Send(again, 36, 40);
        await UntilRecordedAsync(6, 40);
        _bench.Desk.Feeds.Single().Mark.ShouldBe(40);
    }

    [Fact]
    public async Task Symbol_NewestFileIsDamaged_ItsTradesAreBroughtThoughTheyWereToldAsRecorded()
    {
        Exist(upTo: 40);
        await using (var first = await StartAsync(mark: 0))
        {
            var stream = await FollowAsync(first);
            await RecordAsync(stream, 1, 20);
            await RecordAsync(stream, 21, 30);
        }

        _bench.Writer.DamageNewest();
        _bench.Kill();
        await using var second = await StartAsync(mark: 30);
        var again = await FollowAsync(second);
        Send(again, 36, 40);
        await UntilRecordedAsync(1, 40);
        _bench.Desk.Feeds.Single().Mark.ShouldBe(40);
    }

    /// <summary>Waits until the files have each of these once, and no other.</summary>
    private async Task UntilRecordedAsync(int from, int to)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await _bench.FlushAsync();
                return Recorded().Count() >= to - from + 1 && _bench.Desk.Feeds.Single().Mark == to;
            },
            Limit);
        Recorded().Order().ShouldBe(Enumerable.Range(from, to - from + 1).Select(id => (long)id));
    }

    private IEnumerable<long> Recorded() => _bench.Writer.TradeFiles(Instrument).SelectMany(file => file).Select(trade => trade.Id);

    private static AggTrade At(int id) => new(id, Start + 30_000 + id, 100 + id, 1, id % 2 == 0);

    private void Exist(int upTo)
    {
        for (var id = 1; id <= upTo; id++)
            _venue.Trades.TryAdd(id, At(id));
    }

    private static void Send(FakeSubscription stream, int from, int to)
    {
        for (var id = from; id <= to; id++)
            stream.Send(MarketEvent.ForTrade(At(id), TimeProvider.System.GetTimestamp()));
    }

    /// <summary>Ends with one file of them.</summary>
    private async Task RecordAsync(FakeSubscription stream, int from, int to)
    {
        Send(stream, from, to);
        await Eventually.TrueAsync(() => Task.FromResult(_bench.Desk.Feeds.Single().LastTradeId == to), Limit);
        await _bench.FlushAsync();
    }

    private async Task<MarketCluster> StartAsync(long? mark)
    {
        var cluster = await MarketCluster.StartAsync(
            _venue,
            services: services =>
            {
                services.AddSingleton<IMarketCapture>(new DeskCapture(_bench));
                _states.AddAsDefaultTo(services);
            });
        if (mark is { } upTo)
            await cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>(Instrument.Venue).NoteAsync([new(Instrument.Symbol, upTo)]);
        return cluster;
    }

    private static async Task<FakeSubscription> FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        return stream;
    }

    private sealed class DeskCapture(CaptureBench bench) : IMarketCapture
    {
        public async Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken) => await bench.Desk.OpenAsync(instrument, cancellationToken);
    }
}

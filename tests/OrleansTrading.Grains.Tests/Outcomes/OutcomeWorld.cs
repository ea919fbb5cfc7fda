using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Outcomes;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Outcomes;

/// <summary>Stores, a venue's clock and ours, and the desk over them. A new desk is what a restart leaves.</summary>
internal sealed class OutcomeWorld
{
    public const long Start = 1_767_225_600_000;
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;

    public static readonly InstrumentId Bitcoin = new("fake", "BTCUSDT");
    public static readonly InstrumentId Ether = new("fake", "ETHUSDT");

    public OutcomeWorld()
    {
        (Venue, Hub) = (new FakeVenue(Start), new OneVenue(this));
        Desk = NewDesk();
    }

    public FakeVenue Venue { get; }

    public ManualTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(Start));

    public MemorySignalStore Signals { get; } = new();

    public MemoryMarketStore Market { get; } = new();

    public OutcomeOptions Options { get; } = new() { TimeLimitCandles = 4 };

    public OutcomeDesk Desk { get; private set; }

    public SignalHistoryReader Reader => new(Signals, Microsoft.Extensions.Options.Options.Create(Options), Time);

    private IMarketDataHub Hub { get; }

    public void Restart() => Desk = NewDesk();

    /// <summary>Moves both clocks.</summary>
    public void MoveTo(long now)
    {
        Time.Advance(DateTimeOffset.FromUnixTimeMilliseconds(now) - Time.GetUtcNow());
        Venue.MoveTo(now);
    }

    public Task<OutcomeRound> RunAsync() => Desk.RunAsync((_, _) => { }, TestContext.Current.CancellationToken);

    /// <summary>A long signal at 100 with a stop of 10 and targets 10 and 20 away.</summary>
    public async Task<TradeSignal> RaiseAsync(
        int candle, InstrumentId? instrument = null, KlineInterval interval = KlineInterval.OneMinute, double score = 60, SignalDirection direction = SignalDirection.Long)
    {
        var side = direction == SignalDirection.Long ? 1 : -1;
        var open = Start + (candle * interval.ToMilliseconds());
        var signal = new TradeSignal(
            instrument ?? Bitcoin, interval, open, direction, side * score, default, MarketRegime.Ranging, 100, 100 - (side * 10),
            [100 + (side * 10), 100 + (side * 20)], open + interval.ToMilliseconds() + 500, open + (5 * interval.ToMilliseconds()));
        await Signals.AddAsync([signal], TestContext.Current.CancellationToken);
        return signal;
    }

    /// <summary>Stores closed candles, one for each close, from a number on.</summary>
    public Task CloseAsync(int first, double[] closes, InstrumentId? instrument = null, KlineInterval interval = KlineInterval.OneMinute) => Market.SaveKlinesAsync(
        instrument ?? Bitcoin, interval,
        [.. closes.Select((close, i) => new Kline(Start + ((first + i) * interval.ToMilliseconds()), 100, Math.Max(100, close), Math.Min(100, close), close, 1, 1, 0, 0, 1, true))],
        TestContext.Current.CancellationToken);

    public async Task<SignalOutcome?> OutcomeAsync(TradeSignal signal) =>
        (await Signals.ListAsync(new(), 10_000, TestContext.Current.CancellationToken)).Single(stored => stored.Key == signal.Key).Outcome;

    public Task<SignalPage> ListAsync(SignalHistoryQuery query, int limit = 100) => Reader.ListAsync(query, limit, TestContext.Current.CancellationToken);

    public Task<HitRateReport> RatesAsync(SignalHistoryQuery query) => Reader.GetHitRatesAsync(query, TestContext.Current.CancellationToken);

    private OutcomeDesk NewDesk() => new(Signals, Market, new VenueTimes(Hub, Time), Microsoft.Extensions.Options.Options.Create(Options));

    private sealed class OneVenue(OutcomeWorld world) : IMarketDataHub
    {
        public IReadOnlyCollection<IVenueConnector> Venues => [world.Venue];

        public IVenueConnector Venue(string venue) => world.Venue;

        public Task<IReadOnlyDictionary<InstrumentId, InstrumentInfo>> GetInstrumentsAsync(string venue, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Not asked for outcomes.");

        public Task<T> RequestHistoryAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No outcome may ask the venue.");

        public Task<T> RequestAnswerAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No outcome may ask the venue.");

        public Task<T> RequestTradesAsync<T>(string venue, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No outcome may ask the venue.");
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Replay;

/// <summary>
/// Silos that trade a made-up market on paper, minute by minute, by a time moved by hand: candles and trades go in, signals are made of them, the executor opens
/// positions, guards close them. What a minute brings is waited for before anything more goes in, so that all of it depends on the market alone.
/// </summary>
internal sealed class ReplayedMarket : IAsyncDisposable
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;
    private const int Capacity = 120;
    private const double Spread = 0.01;
    private const double Depth = 1_000;

    /// <summary>In each minute: the market comes at the first, signals are made at the second; by the third all is over.</summary>
    private static readonly TimeSpan MarketAt = TimeSpan.FromSeconds(1), SignalsAt = TimeSpan.FromSeconds(30), OverAt = TimeSpan.FromSeconds(59);

    /// <summary>By how much time is moved while something is waited for, and how long others get to do it.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10), Pause = TimeSpan.FromMilliseconds(5);

    private static readonly InstrumentId[] Instruments = [.. new[] { "BTCUSDT", "AAAUSDT", "BBBUSDT", "CCCUSDT" }.Select(symbol => new InstrumentId("fake", symbol))];

    private readonly MarketCluster _market;
    private readonly ManualTimeProvider _time;
    private long _trades;

    private ReplayedMarket(MarketCluster market, ManualTimeProvider time, ISignalStore signals, IExecutionStore executions) =>
        (_market, _time, Signals, Executions) = (market, time, signals, executions);

    public ISignalStore Signals { get; }

    public IExecutionStore Executions { get; }

    public IAccountGrain Account => _market.Cluster.Client.GetGrain<IAccountGrain>("paper");

    public static async Task<ReplayedMarket> StartAsync(int seed, int silos)
    {
        var time = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Start));
        var venue = new FakeVenue(Start);
        foreach (var (id, i) in Instruments.Select((id, i) => (id, i)))
        {
            venue.Listed.Add(new InstrumentInfo(id, id.Symbol[..^4], "USDT", 0.0001m, 0.001m, 5, 0, IsTrading: true));
            venue.Markets[id] = new MadeUpMarket((seed * 100) + i);
        }

        var (signals, executions, events) = (new MemorySignalStore(), new MemoryExecutionStore(), new MemoryAccountEventStore());
        var market = await MarketCluster.StartAsync(
            venue, silos: silos, market: options => options.Capacity = Capacity,
            watchlist: options => options.Symbols = string.Join(',', Instruments.Select(id => id.Symbol)),
            services: services =>
            {
                services.AddManualTime(time).AddEventBus();
                services.AddAccounts(new ConfigurationBuilder().Build());
                services.AddExecutor(new ConfigurationBuilder().Build());
                services.AddSingleton<ISignalStore>(signals).AddSingleton<IExecutionStore>(executions);
                services.Replace(ServiceDescriptor.Singleton<IAccountEventStore>(events));
                services.Configure<TradingOptions>(options => (options.WatchInterval, options.Paper.MaxDataAge) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(2)));
                // Prices jump by a good part of themselves: targets near by, or they would lie below zero.
                services.Configure<SignalOptions>(options =>
                    (options.Benchmark, options.Threshold, options.StopAtr, options.TargetsAtr) = (Instruments[0].ToString(), 10, 0.3, "0.4"));
                services.Configure<ExecutorOptions>(options =>
                    (options.Enabled, options.DryRun, options.Threshold, options.Notional, options.MaxPositions, options.CoolDown) = (true, false, 10, 500, 2, TimeSpan.Zero));
            });
        var replayed = new ReplayedMarket(market, time, signals, executions);
        await replayed.FollowAsync();
        return replayed;
    }

    /// <summary>Plays one minute of the market, from 1 on.</summary>
    public async Task PlayAsync(int minute)
    {
        var open = Start + (minute * Minute);
        _market.Venue.MoveTo(open + (long)MarketAt.TotalMilliseconds);
        await MoveToAsync(open, MarketAt);
        foreach (var id in Instruments)
            Send(id, open);
        await UntilAsync(() => AllAsync(id => HasTakenAsync(id, open)), open, SignalsAt, "every symbol has the minute");
        await UntilAsync(async () => !(await Account.GetPositionsAsync()).Any(IsDue) && await IsAtRestAsync(), open, SignalsAt, "every guard whose price was reached has closed its position");

        await MoveToAsync(open, SignalsAt);
        var raised = (await _market.Service<SignalDesk>().RunAsync([], CancellationToken.None)).Raised.Select(signal => signal.Key).ToList();
        await UntilAsync(
            async () => !raised.Except((await Executions.ListAsync(null, null, null, 1_000, CancellationToken.None)).Select(decision => decision.SignalKey)).Any(), open, OverAt,
            "every signal is decided about");
        await UntilAsync(async () => await IsAtRestAsync() && (await Account.GetPositionsAsync()).All(position => position.IsGuardLive), open, OverAt, "every position is guarded");
    }

    public async ValueTask DisposeAsync() => await _market.DisposeAsync();

    private async Task FollowAsync()
    {
        await UntilAsync(() => Task.FromResult(Instruments.All(id => _market.Venue.SubscriptionOf(id) is not null)), Start, OverAt, "every symbol follows the market");
        foreach (var id in Instruments)
            _market.Venue.SubscriptionOf(id)!.Connect();
        await UntilAsync(
            () => AllAsync(async id => (await _market.Symbol(id).GetSnapshotAsync()).Phase == SymbolPhase.Live), Start, OverAt, "every symbol is live");
        await UntilAsync(async () => (await Account.GetAsync()).IsReady, Start, OverAt, "the account is ready");
    }

    /// <summary>The minute before, closed, and the first second of this one; best prices, mark and a trade where the closed one ended.</summary>
    private void Send(InstrumentId id, long open)
    {
        var (venue, stream, received) = (_market.Venue, _market.Venue.SubscriptionOf(id)!, _time.GetTimestamp());
        var price = PriceOf(id, open);
        var number = ++_trades;
        foreach (var time in new[] { open - Minute, open })
            stream.Send(MarketEvent.ForKline(KlineInterval.OneMinute, venue.MarketOf(id).Base(time, venue.Now), venue.Now, received));
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(number, venue.Now, price - Spread, Depth, price + Spread, Depth), received));
        stream.Send(MarketEvent.ForMarkPrice(new MarkPrice(venue.Now, price, price, 0.0001, Start + (8 * 60 * Minute)), received));
        stream.Send(MarketEvent.ForTrade(new AggTrade(number, venue.Now, price, 1, number % 2 == 0), received));
    }

    private double PriceOf(InstrumentId id, long open) => _market.Venue.MarketOf(id).Base(open - Minute, _market.Venue.Now).Close;

    private async Task<bool> HasTakenAsync(InstrumentId id, long open)
    {
        var snapshot = await _market.Symbol(id).GetSnapshotAsync();
        var price = PriceOf(id, open);
        if (snapshot.LastPrice != price || snapshot.Mark?.Price != price || snapshot.Book?.AskPrice != price + Spread)
            return false;
        var klines = (await _market.Symbol(id).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 2, open - Minute, open))).Klines;
        return klines.SequenceEqual(new[] { open - Minute, open }.Select(time => _market.Venue.MarketOf(id).Base(time, _market.Venue.Now)));
    }

    /// <summary>Whether the price has reached the stop or the target.</summary>
    private bool IsDue(PositionView position)
    {
        var price = (decimal)PriceOf(position.Position.Key.Instrument, _market.Venue.Now / Minute * Minute);
        if (position.Guard is not { } guard)
            return false;
        var (stop, target) = (guard.Plan.StopLoss, guard.Plan.TakeProfits[0].Price);
        return guard.IsLong ? price <= stop || price >= target : price >= stop || price <= target;
    }

    private async Task<bool> IsAtRestAsync() => (await Account.GetAsync()).OpenOrders == 0;

    private static async Task<bool> AllAsync(Func<InstrumentId, Task<bool>> isSo) => (await Task.WhenAll(Instruments.Select(isSo))).All(so => so);

    /// <summary>Second by second, so that what is done every second is done.</summary>
    private async Task MoveToAsync(long minute, TimeSpan within)
    {
        for (var left = Left(minute, within); left > TimeSpan.Zero; left = Left(minute, within))
        {
            _time.Advance(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task UntilAsync(Func<Task<bool>> isSo, long minute, TimeSpan end, string what)
    {
        while (!await isSo())
        {
            if (Left(minute, end) < Step)
                throw new TimeoutException($"In minute {(minute - Start) / Minute} it did not come to this: {what}.");
            _time.Advance(Step);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private TimeSpan Left(long minute, TimeSpan end) => DateTimeOffset.FromUnixTimeMilliseconds(minute) + end - _time.GetUtcNow();
}

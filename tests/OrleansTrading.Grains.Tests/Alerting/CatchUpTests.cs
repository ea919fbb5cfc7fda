using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>What the event bus has lost is found in the stores, once.</summary>
public sealed class CatchUpTests : IAsyncLifetime
{
    private static readonly InstrumentId Instrument = new("binance", "BTCUSDT");
    private readonly LastingGrainStorage _states = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TroubledAccounts _accounts = new();
    private readonly MemorySignalStore _signals = new();
    private readonly MemoryJobRunStore _runs = new();
    private readonly MemoryArbitrageStore _arbitrage = new();
    private LocalReceiver _receiver = null!;

    private IReadOnlyList<string> Keys =>
        [.. _receiver.Requests.SelectMany(got => got.Json.GetProperty("notifications").EnumerateArray()).Select(line => line.GetProperty("key").GetString()!)];

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync() => _receiver = await LocalReceiver.StartAsync();

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task News_ThatTheBusHasLost_IsToldOnceAndThePastIsNot()
    {
        await _signals.AddAsync([Signal(1)], default);
        await _runs.SaveAsync(Failed("r1"), default);
        await using var cluster = await StartAsync();
        await cluster.PassAsync(3);
        var (lost, heard) = (Signal(2), Signal(3));
        await _signals.AddAsync([lost, heard], default);
        cluster.Bus.Publish(new SignalRaised(heard.CreatedAt, heard));
        await _runs.SaveAsync(Failed("r2") with { QueuedAt = Now - 3_600_000 }, default);
        await _runs.SaveAsync(Failed("r3") with { State = JobRunState.TimedOut }, default);
        await _runs.SaveAsync(Failed("r4") with { State = JobRunState.Succeeded }, default);
        var opened = new ArbitrageOpportunity("BTC", Now, Spread, 6, Now, 1, null, null);
        await _arbitrage.SaveAsync([opened], default);
        string[] expected = [$"arbitrage/{opened.Id}", "run/r2", "run/r3", $"signal/{lost.Key}", $"signal/{heard.Key}"];
        await cluster.PassUntilAsync(() => Keys.Count >= expected.Length, () => string.Join(' ', Keys));
        await _arbitrage.SaveAsync([opened with { ClosedAt = Now, End = ArbitrageEnd.Closed }], default);
        await cluster.PassUntilAsync(() => Keys.Count > expected.Length, () => string.Join(' ', Keys));
        await cluster.PassAsync(190);
        Keys.ShouldBe([.. expected, $"arbitrage/{opened.Id}/over"], ignoreOrder: true);
    }

    [Fact]
    public async Task News_WhileNoSiloWasThere_IsToldWhenOneIs()
    {
        await using (var before = await StartAsync())
            await before.PassAsync(3);
        var signal = Signal(1);
        await _signals.AddAsync([signal], default);
        await _runs.SaveAsync(Failed("r1"), default);
        _time.Advance(TimeSpan.FromMinutes(20));
        await using (var after = await StartAsync())
            await after.PassUntilAsync(() => Keys.Count >= 2);
        await using var again = await StartAsync();
        await again.PassAsync(190);
        Keys.ShouldBe(["run/r1", $"signal/{signal.Key}"], ignoreOrder: true);
    }

    [Fact]
    public async Task News_OlderThanAMessageMayBecome_IsNotToldAnyMore()
    {
        await using (var before = await StartAsync())
            await before.PassAsync(3);
        await _signals.AddAsync([Signal(1)], default);
        await _accounts.AppendAsync("paper", 0, [Killed("long ago")], default);
        _time.Advance(TimeSpan.FromHours(13));
        var fresh = Signal(2);
        await _signals.AddAsync([fresh], default);
        await _accounts.AppendAsync("paper", 1, [Killed("now")], default);
        await using var cluster = await StartAsync();
        await cluster.PassUntilAsync(() => Keys.Count >= 2, () => string.Join(' ', Keys));
        await cluster.PassAsync(90);
        Keys.ShouldBe(["account/paper/2", $"signal/{fresh.Key}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Account_ThatCannotBeRead_HoldsUpNoOtherAndLosesNothing()
    {
        await using var cluster = await StartAsync();
        await cluster.PassAsync(3);
        _accounts.Broken = "broken";
        await _accounts.AppendAsync("broken", 0, [Killed("told later")], default);
        await _accounts.AppendAsync("paper", 0, [Killed("told now")], default);
        await cluster.PassUntilAsync(() => Keys.Contains("account/paper/1"));
        cluster.Lines.All.ShouldContain(line => line.StartsWith("4867 News that may be lost could not be looked for in account broken", StringComparison.Ordinal));
        Keys.ShouldNotContain("account/broken/1");
        _accounts.Broken = null;
        await cluster.PassUntilAsync(() => Keys.Contains("account/broken/1"));
        Keys.Count.ShouldBe(2);
    }

    [Fact]
    public async Task News_OfASiloThatWasCutOff_ThatTheStoreHasToldOf_IsKnown()
    {
        await using var cluster = await StartAsync();
        await cluster.PassAsync(3);
        await _accounts.AppendAsync("paper", 0, [Killed("first"), Killed("second")], default);
        await cluster.PassUntilAsync(() => Keys.Count == 2);
        for (var i = 0; i < AlertRouter.MostSeen + 1; i += 100)
            await cluster.Router.TakeInAsync([.. Enumerable.Range(i, 100).Select(n => new Notification($"n{n}", "signal", NotificationSeverity.Information, "T", "D", [], Now))]);
        (await cluster.Router.TakeInAsync([AlertNews.Of("paper", 1, Killed("first"))!, AlertNews.Of("paper", 2, Killed("second"))!])).ShouldBe(0);
        (await cluster.Router.TakeInAsync([AlertNews.Of("paper", 3, Killed("third"))!])).ShouldBe(1);
    }

    private Task<AlertingCluster> StartAsync() => AlertingCluster.StartAsync(
        options =>
        {
            options.Routes["ops"] = new AlertRouteOptions { Address = _receiver.Address, TimeLimit = TimeSpan.FromMinutes(10) };
            options.Rules["all"] = new AlertRuleOptions { MinSeverity = NotificationSeverity.Information };
            (options.MaxLines, options.QueueCapacity) = (100, 5_000);
        },
        _states, _accounts, _time,
        records: services => services.AddSingleton<ISignalStore>(_signals).AddSingleton<IJobRunStore>(_runs).AddSingleton<IArbitrageStore>(_arbitrage));

    private TradingSwitched Killed(string reason) => new(Now, TradingSwitch.Killed, reason, "me");

    private TradeSignal Signal(int candle) => new(
        Instrument, KlineInterval.OneHour, candle * 3_600_000L, SignalDirection.Long, 70, new FactorScores(1, 2, 3, 4, null, 6, 7, 8), MarketRegime.TrendingUp,
        100, 95, [105], Now, Now + 3_600_000);

    private JobRun Failed(string id) => new(
        id, "scan", JobTriggerKind.Schedule, null, null, "{}", Now, Now, Now, JobRunState.Failed, 1, new JobProgress(0, 0, null), new JobCounts(0, 0, []), null, "It broke.", []);

    private static ArbitrageSpread Spread { get; } =
        new(new InstrumentId("a", "BTC"), new InstrumentId("b", "BTC"), 1, 100, 101, 100, 6, 1, 1, null, TimeSpan.Zero, TimeSpan.Zero, SameQuote: true);

    private sealed class TroubledAccounts : IAccountEventStore
    {
        private readonly MemoryAccountEventStore _store = new();

        public string? Broken { get; set; }

        public Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken) =>
            _store.AppendAsync(account, after, events, cancellationToken);

        public Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken) =>
            account == Broken ? throw new InvalidDataException("Its file is harmed.") : _store.ReadAsync(account, after, limit, cancellationToken);

        public Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken) =>
            _store.ReadBackAsync(account, before, limit, cancellationToken);

        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(cancellationToken);
    }
}

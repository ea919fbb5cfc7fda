using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed class AlertRouterGrainTests : IAsyncLifetime
{
    private const string Secret = "planted-secret";
    private readonly LastingGrainStorage _states = new();
    private readonly MemoryAccountEventStore _accounts = new();
    private readonly ManualTimeProvider _time = new();
    private LocalReceiver _receiver = null!;

    private IEnumerable<string> Titles => _receiver.Requests.SelectMany(got => got.Json.GetProperty("notifications").EnumerateArray()).Select(line => line.GetProperty("title").GetString()!);

    public async ValueTask InitializeAsync() => _receiver = await LocalReceiver.StartAsync();

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Alert_RaisedAndCleared_IsToldOnceEach()
    {
        await using var cluster = await StartAsync(silos: 2);
        await cluster.Alerts.RaiseAsync("trades-lost/binance:BTCUSDT", AlertSeverity.Critical, "Lost", "Detail");
        await cluster.PassUntilAsync(() => _receiver.Requests.Count == 1);
        await cluster.Alerts.ClearAsync("trades-lost/binance:BTCUSDT");
        await cluster.PassUntilAsync(() => _receiver.Requests.Count == 2);
        await cluster.PassAsync(130);
        _receiver.Requests.Select(got => got.Json.GetProperty("notifications")[0].GetProperty("phase").GetString()).ShouldBe(["opened", "cleared"]);
    }

    [Fact]
    public async Task Alert_ThatTheBusHasLost_IsFoundWithinAMinute()
    {
        await using (var before = await AlertingCluster.StartAsync(_ => { }, _states, _accounts, _time))
            await before.Alerts.RaiseAsync("capture-paused/gone", AlertSeverity.Critical, "Raised while nobody listened", "Detail");
        await using var cluster = await StartAsync();
        await cluster.PassUntilAsync(() => Titles.Contains("Raised while nobody listened"));
        await cluster.PassAsync(130);
        Titles.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Receiver_ThatFails_IsTriedAgainAndGetsEachOnce()
    {
        _receiver.Answer = LocalReceiver.Status(500);
        await using var cluster = await StartAsync();
        await TakeInAsync(cluster, "first");
        await cluster.PassUntilAsync(route => route.Counts.Failures >= 3);
        var failed = _receiver.Requests.Select(got => got.Headers["X-Message-Id"]).ToHashSet();
        failed.Count.ShouldBe(1, "the same message at every attempt");
        _receiver.Answer = LocalReceiver.Status(200);
        await cluster.PassUntilAsync(route => route is { Pending: 0, LastSuccessAt: not null });
        var answered = _receiver.Requests.Count;
        await cluster.PassAsync(130);
        _receiver.Requests.Count.ShouldBe(answered);
        (await cluster.Router.GetRoutesAsync()).Single().LastError.ShouldBe("HTTP 500");
    }

    [Fact]
    public async Task Restart_WithMessagesThatWait_DeliversThem()
    {
        _receiver.Answer = LocalReceiver.Status(503);
        await using (var before = await StartAsync())
        {
            await TakeInAsync(before, "under way");
            await before.PassUntilAsync(route => route.Counts.Failures >= 1);
            await TakeInAsync(before, "waiting");
        }

        var id = _receiver.Requests[0].Headers["X-Message-Id"];
        var failed = _receiver.Requests.Count;
        _receiver.Answer = LocalReceiver.Status(200);
        await using var cluster = await StartAsync();
        await TakeInAsync(cluster, "waiting");
        await cluster.PassUntilAsync(route => route is { Pending: 0, Counts.Delivered: 2 });
        _receiver.Requests[failed].Headers["X-Message-Id"].ShouldBe(id);
        _receiver.Requests.Skip(failed).SelectMany(got => got.Json.GetProperty("notifications").EnumerateArray()).Select(line => line.GetProperty("title").GetString())
            .ShouldBe(["under way", "waiting"]);
    }

    [Fact]
    public async Task Silo_Killed_WhatWasTakenInIsDelivered()
    {
        _receiver.Answer = LocalReceiver.Status(503);
        await using var cluster = await StartAsync(silos: 2);
        await TakeInAsync(cluster, "kept");
        await cluster.PassUntilAsync(route => route.Counts.Failures >= 1);
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[1]);
        await cluster.Cluster.DeactivateAsync(cluster.Router);
        _receiver.Answer = LocalReceiver.Status(200);
        await cluster.PassUntilAsync(route => route is { Pending: 0, Counts.Delivered: 1 });
    }

    [Fact]
    public async Task AccountEvents_OfTheBusAndOfTheStore_AreToldOnce()
    {
        await _accounts.AppendAsync("paper", 0, [Switched("long ago")], CancellationToken.None);
        await using var cluster = await StartAsync();
        await cluster.PassAsync(2);
        await _accounts.AppendAsync("paper", 1, [Switched("on the bus"), Switched("lost by the bus")], CancellationToken.None);
        cluster.Bus.Publish(new AccountEventStored(_time.GetUtcNow().ToUnixTimeMilliseconds(), "paper", 2, Switched("on the bus")));
        await cluster.PassUntilAsync(() => _receiver.Requests.Sum(got => got.Json.GetProperty("notifications").GetArrayLength()) == 2);
        await cluster.PassAsync(130);
        _receiver.Requests.SelectMany(got => got.Json.GetProperty("notifications").EnumerateArray()).Select(line => line.GetProperty("detail").GetString())
            .ShouldBe(["on the bus By me.", "lost by the bus By me."], ignoreOrder: true);
    }

    [Fact]
    public async Task Silence_OverARestart_HoldsUntilItIsEnded()
    {
        var until = _time.GetUtcNow().AddHours(5).ToUnixTimeMilliseconds();
        await using (var before = await StartAsync())
            (await before.Router.SilenceAsync([new LabelMatcher("kind", "capture-*")], until, "me", "known")).ShouldNotBeNull();
        await using var cluster = await StartAsync();
        await cluster.Alerts.RaiseAsync("capture-paused/a", AlertSeverity.Critical, "Silenced", "Detail");
        await cluster.PassAsync(90);
        _receiver.Requests.ShouldBeEmpty();
        var silence = (await cluster.Router.ListSilencesAsync()).ShouldHaveSingleItem();
        (await cluster.Router.EndSilenceAsync(silence.Id), await cluster.Router.EndSilenceAsync(silence.Id)).ShouldBe((true, false));
        await cluster.PassUntilAsync(() => Titles.Contains("Silenced"));
    }

    [Fact]
    public async Task Secrets_OfFailingRoutes_AreInNoLogNorStatus()
    {
        _receiver.Answer = LocalReceiver.Status(401, Secret);
        await using var cluster = await StartAsync();
        await TakeInAsync(cluster, "first");
        await cluster.PassUntilAsync(route => route.Counts.Failures >= 2);
        cluster.Lines.All.ShouldContain(line => line.StartsWith("4861 ", StringComparison.Ordinal));
        cluster.Lines.All.ShouldAllBe(line => !line.Contains("planted"));
        $"{(await cluster.Router.GetRoutesAsync()).Single()}".ShouldNotContain("planted");
    }

    private Task<AlertingCluster> StartAsync(int silos = 1) => AlertingCluster.StartAsync(
        options => options.Routes["ops"] = new AlertRouteOptions { Address = $"{_receiver.Address}/planted", Secret = Secret, TimeLimit = TimeSpan.FromMinutes(10) },
        _states, _accounts, _time, silos);

    private static Task TakeInAsync(AlertingCluster cluster, string title) =>
        cluster.Router.TakeInAsync([new Notification(title, "job-failed", NotificationSeverity.Warning, title, "Detail.", [], 0)]);

    private TradingSwitched Switched(string reason) => new(_time.GetUtcNow().ToUnixTimeMilliseconds(), TradingSwitch.Killed, reason, "me");
}

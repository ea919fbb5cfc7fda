using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Alerts;
using OrleansTrading.Grains.Events;

namespace OrleansTrading.Grains.Tests.Alerts;

public sealed class AlertsGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<Alert> _heard = Channel.CreateUnbounded<Alert>();
    private InProcessTestCluster _cluster = null!;

    private IAlertsGrain Alerts => _cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault());
        builder.ConfigureSiloHost((_, host) => host.Services.AddSingleton(TimeProvider.System).AddEventBus());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _cluster.GetSiloServiceProvider().GetRequiredService<IEventBus>()
            .Subscribe<AlertChanged>("test", (changed, token) => _heard.Writer.WriteAsync(changed.Alert, token));
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Raise_AgainAndAgain_OpensOneAlertAndTellsItOnce()
    {
        (await Raise("candles-stale/binance:BTCUSDT")).ShouldBeTrue();
        (await Raise("candles-stale/binance:BTCUSDT")).ShouldBeFalse();
        (await Raise("candles-stale/binance:ETHUSDT")).ShouldBeTrue();
        (await Raise("candles-stale/binance:BTCUSDT")).ShouldBeFalse();

        (await HearAsync()).Key.ShouldBe("candles-stale/binance:BTCUSDT");
        (await HearAsync()).Key.ShouldBe("candles-stale/binance:ETHUSDT");
        _heard.Reader.TryRead(out _).ShouldBeFalse();
        (await Alerts.ListAsync(openOnly: true, 10)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Clear_AnOpenAlert_ClosesItOnceAndItCanBeRaisedAgain()
    {
        await Raise("a");
        (await Alerts.ClearAsync("a")).ShouldBeTrue();
        (await Alerts.ClearAsync("a")).ShouldBeFalse();
        (await Alerts.ClearAsync("never raised")).ShouldBeFalse();
        (await Alerts.ListAsync(openOnly: true, 10)).ShouldBeEmpty();
        var closed = (await Alerts.ListAsync(openOnly: false, 10)).ShouldHaveSingleItem();
        closed.ClearedAt!.Value.ShouldBeGreaterThanOrEqualTo(closed.RaisedAt);
        (await Raise("a")).ShouldBeTrue();

        (await HearAsync()).ClearedAt.ShouldBeNull();
        (await HearAsync()).ShouldBe(closed);
        (await HearAsync()).ClearedAt.ShouldBeNull();
        (await Alerts.ListAsync(openOnly: false, 10)).Length.ShouldBe(2);
        (await Alerts.ListAsync(openOnly: false, 1)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Raise_AfterTheGrainCameBack_StillKnowsWhatIsOpen()
    {
        await Raise("a");
        await _cluster.DeactivateAsync(Alerts);
        (await Raise("a")).ShouldBeFalse();
        (await Alerts.ListAsync(openOnly: true, 10)).ShouldHaveSingleItem().Severity.ShouldBe(AlertSeverity.Critical);
        (await Alerts.ClearAsync("a")).ShouldBeTrue();
    }

    [Fact]
    public async Task Acknowledge_AnOpenAlert_IsKeptUntilItIsOver_AndTheNextOfItsKeyIsNobodys()
    {
        await Raise("a");
        var raised = await HearAsync();
        var seen = (await Alerts.AcknowledgeAsync(raised.Id, "olga")).ShouldNotBeNull();
        (await HearAsync()).ShouldBe(seen);
        (seen.AcknowledgedBy, seen.Id, seen.AcknowledgedAt >= raised.RaisedAt).ShouldBe(("olga", raised.Id, true));
        (await Alerts.AcknowledgeAsync(raised.Id, "olga")).ShouldBe(seen, "who has it keeps it since when they had it");
        await _cluster.DeactivateAsync(Alerts);
        (await Alerts.ListAsync(openOnly: true, 10)).ShouldHaveSingleItem().ShouldBe(seen);
        (await Alerts.AcknowledgeAsync(raised.Id, "anna")).ShouldNotBeNull().AcknowledgedBy.ShouldBe("anna");
        (await HearAsync()).AcknowledgedBy.ShouldBe("anna");
        await Alerts.ClearAsync("a");
        (await HearAsync()).AcknowledgedBy.ShouldBe("anna");
        (await Alerts.AcknowledgeAsync(raised.Id, "olga")).ShouldBeNull();
        await Raise("a");
        (await HearAsync()).AcknowledgedBy.ShouldBeNull();
        _heard.Reader.TryRead(out _).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => Alerts.AcknowledgeAsync(raised.Id, ""));
    }

    [Fact]
    public async Task Raise_KeyThatCannotBe_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Raise(""));
        await Should.ThrowAsync<ArgumentException>(() => Raise(new string('x', 201)));
        (await Alerts.ListAsync(openOnly: false, 10)).ShouldBeEmpty();
    }

    [Fact]
    public void State_ManyCleared_RemembersTheLast()
    {
        var state = new AlertsState();
        for (var i = 0; i < AlertsState.MostClosed + 50; i++)
        {
            state = state.WithRaised(new Alert($"{i}", AlertSeverity.Warning, "", "", i, null))!;
            state = state.WithCleared($"{i}", i)!.Value.State;
        }

        state.Open.ShouldBeEmpty();
        state.Closed.Length.ShouldBe(AlertsState.MostClosed);
        state.Closed[0].Key.ShouldBe("50");
    }

    private Task<bool> Raise(string key) => Alerts.RaiseAsync(key, AlertSeverity.Critical, "Candles are stale", "The newest is 90 s old; expected 60 s or less.");

    private async Task<Alert> HearAsync() => await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TimeProvider.System);
}

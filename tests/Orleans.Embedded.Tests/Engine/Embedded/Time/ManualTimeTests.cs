using EmbeddedEngine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Activations;
using Orleans.Embedded.Tests.Reminders;
using Orleans.Embedded.Tests.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Engine.Time;

public sealed class ManualTimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task IdleGrain_PastItsAge_IsCollectedAndABusyOneIsNot()
    {
        using var host = await EngineHost.StartAsync(_time);
        var (idle, busy) = (Soon.Key(), Soon.Key());
        await host.Grains().GetGrain<ILifeGrain>(idle).Id().InTime();
        var held = host.Grains().GetGrain<ILifeGrain>(busy).Hold();
        _ = held.ContinueWith(static t => t.Exception, TaskScheduler.Default);
        await Probe.Of(busy).When("holding");
        var gone = Context(host, host.Grains().GetGrain<ILifeGrain>(idle).GetGrainId()).Deactivated;
        _time.Advance(TimeSpan.FromMinutes(14));
        gone.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(3));
        await gone.InTime();
        Probe.Of(idle).Notes.ShouldContain("deactivated ActivationIdle");
        Probe.Of(busy).Notes.ShouldBe(["activated"]);
        Probe.Of(busy).Set("go");
        await host.StopAsync();
    }

    [Fact]
    public async Task CollectionAge_OfAClass_OverridesTheCommonOne()
    {
        using var host = await EngineHost.StartAsync(_time);
        var (young, always) = (host.Grains().GetGrain<IShortLivedGrain>(Soon.Key()), host.Grains().GetGrain<IEverlastingGrain>(Soon.Key()));
        await young.Touch().InTime();
        await always.Touch().InTime();
        var youngGone = Context(host, young.GetGrainId()).Deactivated;
        var alwaysGone = Context(host, always.GetGrainId()).Deactivated;
        _time.Advance(TimeSpan.FromMinutes(4));
        await youngGone.InTime();
        _time.Advance(TimeSpan.FromDays(2));
        alwaysGone.IsCompleted.ShouldBeFalse();
        await host.StopAsync();
    }

    [Fact]
    public async Task DelayDeactivation_KeepsAnIdleGrainForThatLong()
    {
        using var host = await EngineHost.StartAsync(_time);
        var grain = host.Grains().GetGrain<IShortLivedGrain>(Soon.Key());
        await grain.Keep(TimeSpan.FromHours(1)).InTime();
        var gone = Context(host, grain.GetGrainId()).Deactivated;
        _time.Advance(TimeSpan.FromMinutes(59));
        gone.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(2));
        await gone.InTime();
        await host.StopAsync();
    }

    [Fact]
    public async Task Call_WithoutAResponse_TimesOutWhenTheClockSaysSo()
    {
        using var host = await EngineHost.StartAsync(_time);
        var key = Soon.Key();
        var held = host.Grains().GetGrain<ILifeGrain>(key).Hold();
        await Probe.Of(key).When("holding");
        _time.Advance(TimeSpan.FromSeconds(29));
        held.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<TimeoutException>(() => held.InTime());
        Probe.Of(key).Set("go");
        await host.StopAsync();
    }

    [Fact]
    public async Task Timer_PeriodCountsFromTheEndOfATick()
    {
        using var host = await EngineHost.StartAsync(_time);
        var key = Soon.Key();
        var grain = host.Grains().GetGrain<ITimerGrain>(key);
        await grain.Start(Minute, Minute, interleave: true, hold: true).InTime();
        _time.Advance(Minute);
        await Probe.Of(key).NextNoteAsync();
        _time.Advance(10 * Minute);
        Probe.Of(key).Set("release");

        // The timer is set for a minute after the tick has ended, not for the ten that went by.
        await UntilAsync(() => _time.DueWithin(Minute) > 0 && Probe.Of(key).Notes.Count == 1);
        Probe.Of(key).Notes.Count.ShouldBe(1);
        await grain.Stop().InTime();
        await host.StopAsync();
    }

    [Fact]
    public async Task TimerTick_WithoutKeepAlive_DoesNotKeepTheGrain()
    {
        using var host = await EngineHost.StartAsync(_time);
        var key = Soon.Key();
        var grain = host.Grains().GetGrain<ITimerGrain>(key);
        await grain.Start(Minute, Minute, interleave: false, hold: false).InTime();
        var gone = Context(host, grain.GetGrainId()).Deactivated;
        for (var i = 0; i < 20 && !gone.IsCompleted; i++)
        {
            _time.Advance(Minute);
            await Task.WhenAny(gone, Probe.Of(key).NextNoteAsync());
        }

        await gone.InTime();
        await host.StopAsync();
    }

    [Fact]
    public async Task Reminder_InFiles_TicksAfterARestartInPhaseWithItsFirstTick()
    {
        using var directory = new TemporaryDirectory();
        var key = Soon.Key();
        var start = _time.GetUtcNow();
        using (var first = await EngineHost.StartAsync(_time, directory.Path))
        {
            await first.Grains().GetGrain<IReminderGrain>(key).Register("hourly", Minute, TimeSpan.FromHours(1)).InTime();
            _time.Advance(Minute);
            (await Probe.Of(key).NextNoteAsync()).ShouldStartWith("hourly");
            await first.StopAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(150));
        using var second = await EngineHost.StartAsync(_time, directory.Path);
        _time.Advance(TimeSpan.FromMinutes(29));
        Probe.Of(key).Notes.Count.ShouldBe(1);
        _time.Advance(Minute);
        var note = await Probe.Of(key).NextNoteAsync();
        note.ShouldContain($"{(start + Minute).UtcDateTime:O}");
        note.ShouldEndWith($"{(start + TimeSpan.FromMinutes(181)).UtcDateTime:O}");
        await second.StopAsync();
    }

    private static IGrainContext Context(Microsoft.Extensions.Hosting.IHost host, GrainId id)
        => host.Services.GetRequiredService<EmbeddedCluster>().Find(id).ShouldNotBeNull();

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon.Limit);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

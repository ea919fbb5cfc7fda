using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Scheduling;

public sealed class TurnTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Turns_CallsAndPostsFromManyThreads_NeverOverlap()
    {
        const int Threads = 8;
        const int Each = 500;
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ITurnGrain>(key);
        await grain.AcceptPosts();
        var posts = Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await Posts.Post(key);
            }
        }));
        var calls = Enumerable.Range(0, 20).Select(_ => grain.Count(50));
        await Task.WhenAll([.. posts, .. calls]).InTime();
        (await grain.PostedTotal()).ShouldBe((Threads * Each) + (20 * 50));
    }

    [Fact]
    public async Task Post_WhileARequestAwaits_RunsBetweenItsTurns()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ITurnGrain>(key);
        var held = grain.Hold("go");
        await Probe.Of(key).NextNoteAsync();
        await Posts.Post(key).InTime();
        Probe.Of(key).Set("go");
        (await held.InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Awaits_InAGrain_ComeBackToItsScheduler()
        => (await _cluster.Client.GetGrain<ITurnGrain>(Soon.Key()).SchedulerIsKept().InTime()).ShouldBeTrue();

    [Fact]
    public async Task Requests_ByDefault_RunOneAfterTheOther()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ITurnGrain>(key);
        var first = grain.Hold("first");
        var second = grain.Hold("second");
        Probe.Of(key).Set("second");
        await Probe.Of(key).NextNoteAsync();
        Probe.Of(key).Set("first");
        await Task.WhenAll(first, second).InTime();
        var notes = Probe.Of(key).Notes.ToArray();
        notes[1].ShouldBe("end " + notes[0]["begin ".Length..]);
        notes[3].ShouldBe("end " + notes[2]["begin ".Length..]);
    }
}

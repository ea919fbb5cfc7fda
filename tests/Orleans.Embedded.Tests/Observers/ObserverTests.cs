using Orleans.Concurrency;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Observers;

[Alias("tests.IListener")]
public interface IListener : IGrainObserver
{
    [OneWay]
    [Alias("Heard")]
    Task Heard(string text);

    [Alias("Ask")]
    Task<int> Ask(int value);
}

[Alias("tests.ISpeakerGrain")]
public interface ISpeakerGrain : IGrainWithStringKey
{
    [Alias("Subscribe")]
    Task Subscribe(IListener listener);

    [Alias("Say")]
    Task Say(string text);

    [Alias("Ask")]
    Task<int> Ask(int value);
}

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private readonly HashSet<IListener> _listeners = [];

    public Task Subscribe(IListener listener)
    {
        _listeners.Add(listener);
        return Task.CompletedTask;
    }

    public Task Say(string text) => Task.WhenAll(_listeners.Select(l => l.Heard(text)));

    public Task<int> Ask(int value) => _listeners.Single().Ask(value);
}

public sealed class ObserverTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Observer_Subscribed_HearsAndAnswers()
    {
        var listener = new Listener();
        var reference = _cluster.Client.CreateObjectReference<IListener>(listener);
        var grain = _cluster.Client.GetGrain<ISpeakerGrain>(Soon.Key());
        await grain.Subscribe(reference);
        await grain.Subscribe(reference);
        await grain.Say("hello").InTime();
        (await listener.Heard.Task.InTime()).ShouldBe("hello");
        (await grain.Ask(20).InTime()).ShouldBe(21);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Deleted_HearsNoMoreAndOneWayCallsGoOn()
    {
        var deleted = new Listener();
        var kept = new Listener();
        var grain = _cluster.Client.GetGrain<ISpeakerGrain>(Soon.Key());
        var reference = _cluster.Client.CreateObjectReference<IListener>(deleted);
        await grain.Subscribe(reference);
        await grain.Subscribe(_cluster.Client.CreateObjectReference<IListener>(kept));
        _cluster.Client.DeleteObjectReference<IListener>(reference);
        await grain.Say("anyone?").InTime();
        (await kept.Heard.Task.InTime()).ShouldBe("anyone?");
        deleted.Heard.Task.IsCompleted.ShouldBeFalse();
        GC.KeepAlive(kept);
        GC.KeepAlive(deleted);
    }

    [Fact]
    public void DeleteObjectReference_OfTheObjectItself_IsRefused()
        => Should.Throw<ArgumentException>(() => _cluster.Client.DeleteObjectReference<IListener>(new Listener()));

    private sealed class Listener : IListener
    {
        public TaskCompletionSource<string> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task IListener.Heard(string text)
        {
            Heard.TrySetResult(text);
            return Task.CompletedTask;
        }

        public Task<int> Ask(int value) => Task.FromResult(value + 1);
    }
}

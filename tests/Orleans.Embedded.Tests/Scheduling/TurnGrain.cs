namespace Orleans.Embedded.Tests.Scheduling;

[Alias("tests.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    [Alias("Count")]
    Task<int> Count(int times);

    [Alias("AcceptPosts")]
    Task AcceptPosts();

    [Alias("PostedTotal")]
    Task<int> PostedTotal();

    [Alias("Hold")]
    Task<int> Hold(string signal);

    [Alias("SchedulerIsKept")]
    Task<bool> SchedulerIsKept();
}

/// <summary>Counts without any lock: right only if its turns never overlap.</summary>
public sealed class TurnGrain : Grain, ITurnGrain
{
    private TaskScheduler _scheduler = TaskScheduler.Default;
    private int _count;
    private int _inside;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _scheduler = TaskScheduler.Current;
        Posts.Register(this.GetPrimaryKeyString(), Post);
        return Task.CompletedTask;
    }

    public async Task<int> Count(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Enter();
            await Task.Yield();
        }

        return _count;
    }

    public Task AcceptPosts() => Task.CompletedTask;

    public Task<int> PostedTotal() => Task.FromResult(_count);

    public async Task<int> Hold(string signal)
    {
        Probe.Note($"begin {signal}");
        await Probe.When(signal);
        Probe.Note($"end {signal}");
        return _count;
    }

    public async Task<bool> SchedulerIsKept()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var after = TaskScheduler.Current;
        await Task.Run(() => { }, CancellationToken.None);
        return before != TaskScheduler.Default && before == after && TaskScheduler.Current == before && before == _scheduler;
    }

    private Task Post() => Task.Factory.StartNew(Enter, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);

    private void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            throw new InvalidOperationException("Two turns overlap.");
        }

        _count++;
        Interlocked.Decrement(ref _inside);
    }
}

/// <summary>Where a thread that is no grain's finds the way into a grain's turns.</summary>
internal static class Posts
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Func<Task>> All = new();

    public static void Register(string key, Func<Task> post) => All[key] = post;

    public static Task Post(string key) => All[key]();
}

using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

public sealed class RunFeedTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly JobRun First = new(
        "01JZ", "job", JobTriggerKind.Manual, "me", null, "{}", 1, null, null, JobRunState.Queued, 0, JobProgress.None, JobCounts.None, null, null, []);

    private readonly ManualTimeProvider _time = new();
    private int _reads;

    [Fact]
    public async Task Run_ThatChanges_IsToldAtOnceAndAtEachChangeUpToItsEnd()
    {
        var running = First with { State = JobRunState.Running, Progress = new JobProgress(1, 2, null) };
        var ended = running with { State = JobRunState.Succeeded, FinishedAt = 9 };
        var events = await ReadAsync(First, null, First, running, running with { }, running, ended);
        events.ShouldBe([RunEvent.Of(First).Id, RunEvent.Of(running).Id, RunEvent.Of(ended).Id]);
        _reads.ShouldBe(5);
    }

    [Fact]
    public async Task Run_ThatTheClientHas_IsNotToldAgain()
    {
        var ended = First with { State = JobRunState.Failed };
        (await ReadAsync(First, RunEvent.Of(First).Id, First, ended)).ShouldBe([RunEvent.Of(ended).Id]);
    }

    [Fact]
    public async Task Run_ThatIsOver_EndsTheFeedWithOneEvent()
    {
        var ended = First with { State = JobRunState.Cancelled };
        (await ReadAsync(ended, null)).ShouldBe([RunEvent.Of(ended).Id]);
        _reads.ShouldBe(0);
    }

    [Fact]
    public async Task Run_ThatStaysAsItIs_GivesASignOfLifeInBetween()
    {
        var polls = (int)(RunFeed.Heartbeat / RunFeed.PollInterval);
        var events = await ReadAsync(First, null, [.. Enumerable.Repeat(First, 2 * polls), First with { State = JobRunState.Succeeded }]);
        events.Count(id => id is null).ShouldBe(2);
        events.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Run_ThatCannotBeAskedForForAMoment_IsAskedForAgain()
    {
        var ended = First with { State = JobRunState.Succeeded };
        (await ReadAsync(First, null, null, null, ended)).ShouldBe([RunEvent.Of(First).Id, RunEvent.Of(ended).Id]);
    }

    [Fact]
    public async Task Run_ThatCannotBeAskedForAnyMore_EndsTheFeed()
    {
        var events = await ReadAsync(First, null, [.. Enumerable.Repeat<JobRun?>(null, 1000)]);
        events.Count(id => id is not null).ShouldBe(1);
        _reads.ShouldBe((int)(RunFeed.Patience / RunFeed.PollInterval));
    }

    [Fact]
    public void Id_OfAnEvent_StandsForTheContent()
    {
        RunEvent.Of(First with { Steps = [] }).Id.ShouldBe(RunEvent.Of(First).Id);
        RunEvent.Of(First with { Attempt = 1 }).Id.ShouldNotBe(RunEvent.Of(First).Id);
    }

    /// <summary>The ids of the events; null for a sign of life. A reading that is null fails.</summary>
    private async Task<List<string?>> ReadAsync(JobRun first, string? seen, params JobRun?[] readings)
    {
        var next = new Queue<JobRun?>(readings);
        var events = new List<string?>();
        var feed = new RunFeed(_time, NullLogger<RunFeed>.Instance);
        var reading = Task.Run(async () =>
        {
            await foreach (var change in feed.WatchAsync(first, seen, Read, CancellationToken.None))
                events.Add(change?.Id);
        });
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, _time.WhenArmedAsync(1)).WaitAsync(limit.Token);
            _time.Advance(RunFeed.PollInterval);
        }

        await reading;
        return events;

        Task<JobRun?> Read()
        {
            _reads++;
            if (next.Dequeue() is { } run)
                return Task.FromResult<JobRun?>(run);
            throw _reads % 2 == 0 ? new SiloUnavailableException("gone") : new TaskCanceledException("going");
        }
    }
}

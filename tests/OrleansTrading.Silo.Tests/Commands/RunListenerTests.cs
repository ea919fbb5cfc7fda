using System.Net;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class RunListenerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stream_ThatBreaksOff_IsTakenUpWhereItEnded()
    {
        using var silo = new FakeSilo().On(Answers.Status, Answers.Run("Running", 1, 4));
        silo.On(Answers.Events, Answers.Stream(Answers.Run("Running", 1, 4)), type: "text/event-stream");
        silo.On(Answers.Events, Answers.Stream(Answers.Run("Succeeded", 4, 4)), type: "text/event-stream");
        (await WaitAsync(silo)).State.ShouldBe(JobRunState.Succeeded);
        var streams = silo.Requests.Where(request => request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal)).ToList();
        streams[0].Headers.Contains("Last-Event-ID").ShouldBeFalse();
        streams[1].Headers.GetValues("Last-Event-ID").Single().ShouldBe("e0");
    }

    [Fact]
    public async Task Service_ThatHasNoPlaceForAWatcher_IsAskedFromTimeToTime()
    {
        using var silo = new FakeSilo().On(Answers.Events, "{}", HttpStatusCode.ServiceUnavailable);
        silo.On(Answers.Status, Answers.Run("Running")).On(Answers.Status, Answers.Run("Running", 1, 2)).On(Answers.Status, Answers.Run("Failed"));
        (await WaitAsync(silo)).State.ShouldBe(JobRunState.Failed);
        silo.Asked.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Service_ThatIsAwayForAWhile_IsWaitedFor()
    {
        using var silo = new FakeSilo();
        for (var i = 0; i < 10; i++)
            silo.On(Answers.Events, () => throw new HttpRequestException("Connection refused"));
        silo.On(Answers.Events, Answers.Stream(Answers.Run("Succeeded")), type: "text/event-stream");
        (await WaitAsync(silo)).State.ShouldBe(JobRunState.Succeeded);
    }

    [Fact]
    public async Task Service_ThatStaysAway_IsGivenUp()
    {
        using var silo = new FakeSilo().On(Answers.Events, () => throw new HttpRequestException("Connection refused"));
        await Should.ThrowAsync<HttpRequestException>(() => WaitAsync(silo));
        silo.Asked.Count.ShouldBe(RunListener.MaxFailures);
    }

    private static async Task<RunView> WaitAsync(FakeSilo silo)
    {
        using var http = new HttpClient(silo, disposeHandler: false) { BaseAddress = new Uri("http://silo.test") };
        var waiting = new RunListener(new SiloApi(http), silo.Time).WaitAsync(Answers.Id, _ => { }, CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (!waiting.IsCompleted)
        {
            await Task.WhenAny(waiting, silo.Time.WhenArmedAsync(1)).WaitAsync(limit.Token);
            silo.Time.Advance(RunListener.RetryDelay);
        }

        return await waiting;
    }
}

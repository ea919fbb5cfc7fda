using System.Net;
using System.Text.Json;
using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class JobsCommandsTests
{
    private const string Trigger = "POST /api/v1/jobs/fetch-ohlc/runs";

    [Fact]
    public async Task List_OfJobs_IsATable()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs", $"[{Answers.Job()}]");
        (await silo.RunAsync("jobs list")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldBe(
            "JOB         SCHEDULE     NEXT (UTC)           NOW  LAST (UTC)           ENDED       TOOK\n"
            + "fetch-ohlc  0 5 * * * *  2023-11-14 23:05:00  -    2023-11-14 22:13:22  Succeeded  2.5 s\n");
    }

    [Fact]
    public async Task Run_WithoutWait_SaysWhereToSeeIt()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs/fetch-ohlc", Answers.Job()).On(Trigger, Answers.Run("Queued"), HttpStatusCode.Accepted);
        (await silo.RunAsync("jobs run fetch-ohlc")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldBe($"Run {Answers.Id} of fetch-ohlc is Queued.\nSee it with: jobs status {Answers.Id}\n");
        silo.Requests[^1].Headers.GetValues("Idempotency-Key").Single().Length.ShouldBe(32);
    }

    [Fact]
    public async Task Run_WithParameters_SendsThemByTheirTypes()
    {
        var parameters = string.Join(',', Answers.Parameter("limit", "integer"), Answers.Parameter("deep", "boolean"),
            Answers.Parameter("symbols", "list of string"), Answers.Parameter("days", "list of integer"), Answers.Parameter("within", "duration"));
        using var silo = new FakeSilo().On("GET /api/v1/jobs/fetch-ohlc", Answers.Job(parameters)).On(Trigger, Answers.Run("Queued"), HttpStatusCode.Accepted);
        await silo.RunAsync("jobs run fetch-ohlc --param limit=5 --param deep=true --param symbols=A,2 --param days=1,2 --param within=5m --param other=7 --param Limit=many");
        var body = silo.Asked[^1][(Trigger.Length + 1)..];
        JsonDocument.Parse(body).RootElement.GetRawText().ShouldBe(
            """{"limit":5,"deep":true,"symbols":["A","2"],"days":[1,2],"within":"5m","other":"7","Limit":"many"}""");
    }

    [Theory]
    [InlineData("Succeeded", ExitCodes.Done)]
    [InlineData("Failed", ExitCodes.Failed)]
    [InlineData("Cancelled", ExitCodes.Failed)]
    [InlineData("TimedOut", ExitCodes.Failed)]
    public async Task Run_WithWait_EndsAsTheRunDoes(string state, int exitCode)
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs/fetch-ohlc", Answers.Job()).On(Trigger, Answers.Run("Queued"), HttpStatusCode.Accepted)
            .On(Answers.Events, Answers.Stream(Answers.Run("Queued"), Answers.Run("Running", 1, 4, "BTCUSDT"), Answers.Run("Running", 3, 4), Answers.Run(state, 4, 4)), type: "text/event-stream");
        (await silo.RunAsync("jobs run fetch-ohlc --wait")).ShouldBe(exitCode);
        silo.Output.ToString().ShouldBe(
            $"Run {Answers.Id} of fetch-ohlc is Queued.\nQueued\nRunning 1/4: BTCUSDT\nRunning 3/4\nfetch-ohlc {state} after 2.5 s, 4 ok, 1 failed\n"
            + "  RateLimited (1), first binance:BTCUSDT: slow down\n");
    }

    [Fact]
    public async Task Run_ThatIsSkipped_Fails()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs/fetch-ohlc", Answers.Job())
            .On(Trigger, Answers.Run("Skipped", error: "Another was going."), HttpStatusCode.Accepted);
        (await silo.RunAsync("jobs run fetch-ohlc --wait")).ShouldBe(ExitCodes.Failed);
        silo.Output.ToString().ShouldContain("Another was going.");
    }

    [Fact]
    public async Task Run_OfAPipeline_ShowsItsSteps()
    {
        const string Steps = """{"job":"a","runId":"r","state":"Succeeded","output":"12 candles"},{"job":"b","runId":null,"state":null,"output":null}""";
        using var silo = new FakeSilo().On(Answers.Status, Answers.Run("Running", steps: Steps));
        (await silo.RunAsync($"jobs status {Answers.Id}")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldContain("  STEP  STATE      OUTPUT\n  a     Succeeded  12 candles\n  b     -          -\n");
    }

    [Fact]
    public async Task Wait_EndedFromTheKeyboard_SaysThatTheRunGoesOn()
    {
        using var interrupted = new CancellationTokenSource();
        using var silo = new FakeSilo().On("GET /api/v1/jobs/fetch-ohlc", Answers.Job()).On(Trigger, Answers.Run("Queued"), HttpStatusCode.Accepted);
        silo.On(Answers.Events, () =>
        {
            interrupted.Cancel();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answers.Stream(Answers.Run("Running"))) };
        });
        (await silo.RunAsync("jobs run fetch-ohlc --wait", cancellationToken: interrupted.Token)).ShouldBe(ExitCodes.Interrupted);
        silo.Output.ToString().ShouldContain($"The run goes on. See it with: jobs status {Answers.Id}   Cancel it with: jobs cancel {Answers.Id}");
    }

    [Theory]
    [InlineData("Running", "was told to stop")]
    [InlineData("Cancelled", "is cancelled")]
    public async Task Cancel_OfARun_SaysWhatCameOfIt(string state, string expected)
    {
        using var silo = new FakeSilo().On($"DELETE /api/v1/runs/{Answers.Id}", Answers.Run(state), HttpStatusCode.Accepted);
        (await silo.RunAsync($"jobs cancel {Answers.Id}")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldContain(expected);
    }

    [Fact]
    public async Task Refusal_OfTheService_IsSaidInItsWords()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs/nope", Answers.Problem, HttpStatusCode.NotFound, "application/problem+json");
        (await silo.RunAsync("jobs run nope")).ShouldBe(ExitCodes.Usage);
        silo.Errors.ToString().ShouldBe("There is no job 'nope'; expected one of collect-market, update-all.\n");
        silo.Output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_OfSomethingElse_IsSaidPlainly()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs", "<html>", HttpStatusCode.BadGateway, "text/html");
        (await silo.RunAsync("jobs list")).ShouldBe(ExitCodes.Failed);
        silo.Errors.ToString().ShouldContain("/api/v1/jobs answered 502 Bad Gateway");
    }

    [Fact]
    public async Task Silence_AtTheAddress_AsksWhetherItIsRunning()
    {
        using var silo = new FakeSilo().On("GET /api/v1/jobs", () => throw new HttpRequestException("Connection refused"));
        (await silo.RunAsync("jobs list")).ShouldBe(ExitCodes.Failed);
        silo.Errors.ToString().ShouldBe("Nothing answers at http://silo.test/: Connection refused. Is it running? --url names another address.\n");
    }

    [Fact]
    public async Task Words_ThatAreNotUnderstood_EndWithTwo()
    {
        using var silo = new FakeSilo();
        (await silo.RunAsync("jobs lst")).ShouldBe(ExitCodes.Usage);
        silo.Errors.ToString().ShouldContain("'jobs lst' is not a command");
        silo.Asked.ShouldBeEmpty();
    }
}

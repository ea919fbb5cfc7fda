using System.Net;
using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

[Collection(nameof(ProbeJob))]
public sealed class JobsApiTests(SiloFixture silo)
{
    private const string Probe = $"/api/v1/jobs/{ProbeJob.Name}";

    private static readonly string[] JobMembers =
    [
        "name", "description", "enabled", "schedule", "defaultSchedule", "nextDue", "current", "waiting", "lastRun", "lastSuccess", "skipped",
        "overlap", "retries", "timeLimitMs", "slowAfterMs", "priority", "onLostRun", "needs", "steps", "parameters",
    ];

    private static readonly string[] RunMembers =
    [
        "id", "job", "trigger", "by", "slot", "parameters", "queuedAt", "startedAt", "finishedAt", "state", "attempt", "progress", "counts",
        "output", "error", "steps",
    ];

    private readonly JobsClient _client = new(silo);

    [Fact]
    public async Task Jobs_OfTheCatalogue_AreListedByName()
    {
        var jobs = (await silo.GetAsync("/api/v1/jobs")).EnumerateArray().ToList();
        var names = jobs.Select(job => job.GetProperty("name").GetString()!).ToList();
        names.ShouldContain(ProbeJob.Name);
        names.ShouldBe(names.Order(StringComparer.Ordinal));
        jobs.ShouldAllBe(job => job.EnumerateObject().Select(member => member.Name).SequenceEqual(JobMembers));
    }

    [Fact]
    public async Task Job_ByName_SaysWhatItIsAndTakes()
    {
        var job = await silo.GetAsync(Probe);
        job.GetProperty("schedule").GetString().ShouldBeEmpty();
        job.GetProperty("nextDue").ValueKind.ShouldBe(JsonValueKind.Null);
        job.GetProperty("overlap").GetString().ShouldBe("skip");
        job.GetProperty("priority").GetString().ShouldBe("normal");
        job.GetProperty("onLostRun").GetString().ShouldBe("run-again");
        job.GetProperty("timeLimitMs").GetInt64().ShouldBe(30 * 60_000);
        job.GetProperty("slowAfterMs").GetInt64().ShouldBe(120_000);
        var parameters = job.GetProperty("parameters").EnumerateArray().ToList();
        parameters.Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("type").GetString(), parameter.GetProperty("default").GetRawText()))
            .ShouldBe([("items", "integer", "3"), ("ending", "string", "\"finish\""), ("words", "list of string", "[]")]);
        parameters[1].GetProperty("allowed").GetString()!.ShouldContain("finish, wait, fail");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/runs")]
    public async Task Job_ThatDoesNotExist_IsNotFoundAndTheJobsAreNamed(string below)
    {
        var problem = await silo.GetProblemAsync($"/api/v1/jobs/no-such-job{below}", 404);
        problem.GetProperty("field").GetString().ShouldBe("name");
        problem.GetProperty("detail").GetString()!.ShouldContain("There is no job 'no-such-job'; expected one of ");
        problem.GetProperty("allowed").EnumerateArray().Select(name => name.GetString()).ShouldContain(ProbeJob.Name);
    }

    [Fact]
    public async Task Trigger_WithParameters_IsAcceptedAndRuns()
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, JobsClient.Runs, """{"items":5,"words":["well","done"]}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var accepted = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var id = accepted.GetProperty("id").GetString()!;
        answer.Headers.Location!.ToString().ShouldBe($"/api/v1/runs/{id}");

        var run = await _client.WhenAsync(id, "Succeeded");
        run.EnumerateObject().Select(member => member.Name).ShouldBe(RunMembers);
        run.GetProperty("job").GetString().ShouldBe(ProbeJob.Name);
        run.GetProperty("trigger").GetString().ShouldBe("manual");
        run.GetProperty("by").GetString().ShouldBe("api local 127.0.0.1");
        run.GetProperty("parameters").GetProperty("items").GetInt32().ShouldBe(5);
        run.GetProperty("progress").GetProperty("done").GetInt32().ShouldBe(5);
        run.GetProperty("output").GetString().ShouldBe("well done");
        run.GetProperty("finishedAt").GetInt64().ShouldBeGreaterThanOrEqualTo(run.GetProperty("startedAt").GetInt64());
        (await silo.GetAsync(Probe)).GetProperty("lastRun").GetProperty("id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Trigger_WithAnIdempotencyKey_IsTheSameRunAgain()
    {
        var key = Guid.NewGuid().ToString();
        var id = await _client.TriggerAsync("""{"items":2,"words":["a"]}""", key);
        await _client.WhenAsync(id, "Succeeded");
        (await _client.TriggerAsync("""{ "words": ["a"], "items": 2 }""", key)).ShouldBe(id);
        (await _client.TriggerAsync("""{"items":2,"words":["a"]}""", Guid.NewGuid().ToString())).ShouldNotBe(id);

        var problem = await _client.ReadAsync(HttpStatusCode.UnprocessableEntity, HttpMethod.Post, JobsClient.Runs, """{"items":3}""", key);
        problem.GetProperty("field").GetString().ShouldBe("Idempotency-Key");
        problem.GetProperty("run").GetString().ShouldBe(id);
    }

    [Theory]
    [InlineData("[1]", "body", "is a JSON array; expected a JSON object")]
    [InlineData("7", "body", "is a JSON number; expected a JSON object")]
    [InlineData("{", "body", "is not JSON")]
    [InlineData("""{"items":1,"items":2}""", "body", "is not JSON")]
    [InlineData("""{"items":101}""", "items", "It is 101; expected an integer, 0 to 100")]
    [InlineData("""{"items":"many"}""", "items", "expected an integer")]
    [InlineData("""{"ending":"never"}""", "ending", "one of finish, wait, fail")]
    [InlineData("""{"word":[]}""", "word", "There is no parameter 'word'; expected items, ending, words")]
    public async Task Trigger_WithABadBody_IsRefusedNamingTheField(string body, string field, string expected)
    {
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Post, JobsClient.Runs, body);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
        problem.GetProperty("detail").GetString()!.ShouldContain(field);
    }

    [Fact]
    public async Task Trigger_WithATooLongBody_IsRefused()
    {
        var body = $$"""{"words":["{{new string('x', 70_000)}}"]}""";
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Post, JobsClient.Runs, body);
        problem.GetProperty("detail").GetString().ShouldBe("body is longer than 65536 bytes; expected a JSON object of at most that.");
    }

    [Fact]
    public async Task Trigger_WithAnotherContentType_IsRefused()
    {
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Post, JobsClient.Runs, "{}", type: "text/plain");
        problem.GetProperty("detail").GetString()!.ShouldContain("expected application/json");
    }

    [Theory]
    [InlineData(129, 'k')]
    [InlineData(3, ' ')]
    public async Task Trigger_WithABadKey_IsRefused(int length, char letter)
    {
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Post, JobsClient.Runs, key: 'a' + new string(letter, length - 2) + 'z');
        problem.GetProperty("errors").GetProperty("Idempotency-Key")[0].GetString()!.ShouldContain("expected 1 to 128 visible ASCII characters");
    }

    [Fact]
    public async Task Trigger_OfAnUnknownJob_IsNotFound() =>
        (await _client.ReadAsync(HttpStatusCode.NotFound, HttpMethod.Post, "/api/v1/jobs/no-such-job/runs")).GetProperty("field").GetString().ShouldBe("name");

    [Fact]
    public async Task Trigger_WhileARunIsGoing_IsRecordedAsSkipped()
    {
        var going = await _client.TriggerWaitingAsync();
        var skipped = await _client.GetRunAsync(await _client.TriggerAsync());
        skipped.GetProperty("state").GetString().ShouldBe("Skipped");
        skipped.GetProperty("error").GetString()!.ShouldContain(going);
        (await silo.GetAsync(Probe)).GetProperty("current").GetProperty("id").GetString().ShouldBe(going);
        await _client.FinishAsync(going);
    }

    [Fact]
    public async Task Change_OfAJob_IsKept()
    {
        var changed = await _client.ReadAsync(HttpStatusCode.OK, HttpMethod.Patch, Probe, """{"schedule":"0 0 3 1 1 *","enabled":true}""");
        changed.GetProperty("schedule").GetString().ShouldBe("0 0 3 1 1 *");
        changed.GetProperty("nextDue").GetInt64().ShouldBeGreaterThan(0);
        changed = await _client.ReadAsync(HttpStatusCode.OK, HttpMethod.Patch, Probe, """{"enabled":false}""");
        changed.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await silo.GetAsync(Probe)).GetProperty("schedule").GetString().ShouldBe("0 0 3 1 1 *");
        changed = await _client.ReadAsync(HttpStatusCode.OK, HttpMethod.Patch, Probe, """{"enabled":true,"schedule":""}""");
        changed.GetProperty("schedule").GetString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"schedule":"61 * * * * *"}""", "schedule", "'61 * * * * *' is not a schedule")]
    [InlineData("""{"schedule":"every 10ms"}""", "schedule", "Expected a cron expression with seconds")]
    [InlineData("""{"schedule":5}""", "schedule", "expected text")]
    [InlineData("""{"enabled":"yes"}""", "enabled", "is \"yes\"; expected true or false")]
    [InlineData("""{"priority":"high"}""", "priority", "expected at least one of enabled, schedule")]
    [InlineData("{}", "body", "expected at least one of enabled, schedule")]
    [InlineData("", "body", "expected at least one of enabled, schedule")]
    [InlineData("[]", "body", "expected a JSON object")]
    public async Task Change_ThatIsBad_IsRefusedNamingTheField(string body, string field, string expected)
    {
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, Probe, body);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task Change_OfAnUnknownJob_IsNotFound() =>
        (await _client.ReadAsync(HttpStatusCode.NotFound, HttpMethod.Patch, "/api/v1/jobs/no-such-job", """{"enabled":true}""")).GetProperty("field").GetString().ShouldBe("name");
}

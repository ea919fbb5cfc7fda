using System.Net;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

[Collection(nameof(ProbeJob))]
public sealed class RunsApiTests(SiloFixture silo)
{
    private readonly JobsClient _client = new(silo);

    [Theory]
    [InlineData("/api/v1/runs?job=probe&")]
    [InlineData(JobsClient.Runs + "?")]
    public async Task Runs_OfAJob_ComeNewestFirstPageByPage(string path)
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await _client.TriggerAsync());
            await _client.WhenAsync(ids[0], "Succeeded");
        }

        Ids(await silo.GetAsync(path + "limit=2")).ShouldBe(ids[..2]);
        Ids(await silo.GetAsync($"{path}limit=1&before={ids[1]}")).ShouldBe([ids[2]]);
    }

    [Fact]
    public async Task RunLog_OfAnEndedRun_HasItsWordsFromALineOn()
    {
        var failed = await _client.TriggerAsync("""{"ending":"fail"}""");
        await _client.WhenAsync(failed, "Failed");
        var log = await silo.GetAsync($"/api/v1/runs/{failed}/log");
        (log.GetProperty("first").GetInt32(), log.GetProperty("next").GetInt32()).ShouldBe((0, 2));
        var last = log.GetProperty("lines")[1];
        last.GetProperty("level").GetString().ShouldBe("Error");
        last.GetProperty("message").GetString()!.ShouldContain("The probe was told to fail.");
        (await silo.GetAsync($"/api/v1/runs/{failed}/log?from=1")).GetProperty("lines").EnumerateArray().ShouldHaveSingleItem();
        (await silo.GetProblemAsync($"/api/v1/runs/{failed}/log?from=-1", 400)).GetProperty("errors").GetProperty("from")[0].GetString()!.ShouldContain("from 0");
        await silo.GetProblemAsync("/api/v1/runs/01NOSUCHRUN/log", 404);
    }

    [Fact]
    public async Task Runs_InAState_AreThoseOnly()
    {
        var failed = await _client.TriggerAsync("""{"ending":"fail"}""");
        var run = await _client.WhenAsync(failed, "Failed");
        run.GetProperty("error").GetString()!.ShouldContain("The probe was told to fail.");
        // The list is the store's, which is told a moment after the run itself.
        var listed = await Eventually.GetAsync(
            () => silo.GetAsync("/api/v1/runs?state=failed"), runs => Ids(runs).Contains(failed), TimeSpan.FromSeconds(30), () => $"run {failed} is not listed");
        listed.EnumerateArray().ShouldAllBe(candidate => candidate.GetProperty("state").GetString() == "Failed");
    }

    [Theory]
    [InlineData("state=Done", "state", "expected one of Queued, Running, Succeeded, Failed, Skipped, Cancelled, TimedOut")]
    [InlineData("state=2", "state", "state is '2'")]
    [InlineData("limit=0", "limit", "from 1 to 500")]
    [InlineData("limit=501", "limit", "from 1 to 500")]
    [InlineData("limit=many", "limit", "limit is 'many'")]
    [InlineData("before=0123456789012345678901234567890123456789012345678901234567890123456789", "before", "expected a run's id")]
    public async Task Runs_WithABadParameter_AreRefusedNamingIt(string query, string field, string expected)
    {
        foreach (var path in new[] { "/api/v1/runs", JobsClient.Runs })
        {
            var problem = await silo.GetProblemAsync($"{path}?{query}", 400);
            problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
            problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
        }
    }

    [Fact]
    public async Task Runs_OfAnUnknownJob_AreNotFound() =>
        (await silo.GetProblemAsync("/api/v1/runs?job=no-such-job", 404)).GetProperty("field").GetString().ShouldBe("job");

    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("x")]
    [InlineData("..%2F..%2Fetc")]
    public async Task Run_ThatDoesNotExist_IsNotFound(string id)
    {
        foreach (var path in new[] { $"/api/v1/runs/{id}", $"/api/v1/runs/{id}/events" })
            (await silo.GetProblemAsync(path, 404)).GetProperty("field").GetString().ShouldBe("id");
        await _client.ReadAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"/api/v1/runs/{id}");
    }

    [Fact]
    public async Task Cancel_OfARunThatIsGoing_EndsItAndSaysWho()
    {
        var id = await _client.TriggerWaitingAsync();
        using (var answer = await _client.SendAsync(HttpMethod.Delete, $"/api/v1/runs/{id}"))
            new[] { HttpStatusCode.Accepted, HttpStatusCode.OK }.ShouldContain(answer.StatusCode);
        var run = await _client.WhenAsync(id, "Cancelled");
        run.GetProperty("error").GetString()!.ShouldContain("api local 127.0.0.1");
        (await _client.ReadAsync(HttpStatusCode.OK, HttpMethod.Delete, $"/api/v1/runs/{id}")).GetProperty("state").GetString().ShouldBe("Cancelled");
    }

    [Fact]
    public async Task Cancel_OfARunThatIsOver_IsAConflict()
    {
        var id = await _client.TriggerAsync();
        await _client.WhenAsync(id, "Succeeded");
        var problem = await _client.ReadAsync(HttpStatusCode.Conflict, HttpMethod.Delete, $"/api/v1/runs/{id}");
        problem.GetProperty("state").GetString().ShouldBe("Succeeded");
        (await _client.GetRunAsync(id)).GetProperty("state").GetString().ShouldBe("Succeeded");
    }

    private static IEnumerable<string> Ids(JsonElement runs) => runs.EnumerateArray().Select(run => run.GetProperty("id").GetString()!);
}

using System.Net;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

[Collection(nameof(ProbeJob))]
public sealed class ManualUpdateTests(SiloFixture silo)
{
    private const string Tasks = "one of all, ohlc, indicators, ema, regime, signals";

    private readonly JobsClient _client = new(silo);

    [Theory]
    [InlineData("/api/manual-update/?task=everything", "task is 'everything'; expected " + Tasks)]
    [InlineData("/api/manual-update?task=ALL", "task is 'ALL'; expected " + Tasks)]
    [InlineData("/api/manual-update/", "task is missing; expected " + Tasks)]
    [InlineData("/api/manual-update/?task=all&task=ema", "task is 'all,ema'; expected " + Tasks)]
    public async Task Task_ThatIsUnknown_IsRefusedNamingTheTasks(string path, string expected)
    {
        var problem = await _client.ReadAsync(HttpStatusCode.BadRequest, HttpMethod.Post, path);
        problem.GetProperty("errors").GetProperty("task")[0].GetString()!.ShouldContain(expected);
    }

    [Theory]
    [InlineData("/api/manual-update/?task_id=01ARZ3NDEKTSV4RRFFQ69G5FAV", 404)]
    [InlineData("/api/manual-update?task_id=nope", 404)]
    [InlineData("/api/manual-update/?task_id=", 400)]
    [InlineData("/api/manual-update/", 400)]
    public async Task TaskId_ThatIsUnknown_IsRefused(string path, int status)
    {
        var problem = await silo.GetProblemAsync(path, status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        (status == 404 ? problem.GetProperty("field").GetString() : problem.GetProperty("errors").EnumerateObject().Single().Name).ShouldBe("task_id");
    }

    [Theory]
    [InlineData("/api/manual-update/?task_id=")]
    [InlineData("/api/manual-update?task_id=")]
    public async Task Status_OfARun_HasTheOlderForm(string path)
    {
        var id = await _client.TriggerWaitingAsync();
        var going = await silo.GetAsync(path + id);
        going.EnumerateObject().Select(member => member.Name).ShouldBe(["task_id", "status", "ready", "successful", "result", "error"]);
        going.GetProperty("status").GetString().ShouldBe("STARTED");
        await _client.FinishAsync(id);
        var over = await silo.GetAsync(path + id);
        (over.GetProperty("status").GetString(), over.GetProperty("ready").GetBoolean(), over.GetProperty("successful").GetBoolean()).ShouldBe(("SUCCESS", true, true));
        over.GetProperty("result").EnumerateObject().Single().Value.GetProperty("status").GetString().ShouldBe("SUCCESS");
    }
}

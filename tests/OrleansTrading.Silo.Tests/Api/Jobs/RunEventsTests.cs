using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

[Collection(nameof(ProbeJob))]
public sealed class RunEventsTests(SiloFixture silo)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly JobsClient _client = new(silo);

    [Fact]
    public async Task Events_OfARun_TellItsStateItsProgressAndItsEnd()
    {
        var id = await _client.TriggerWaitingAsync();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var answer = await OpenAsync(id, limit.Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var events = new List<(string Id, JsonElement Run)>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(limit.Token)).EnumerateAsync(limit.Token))
        {
            item.EventType.ShouldBe("run");
            events.Add((item.EventId!, JsonDocument.Parse(item.Data).RootElement));
            if (events.Count == 1)
                (await _client.Gate.ArrivedAsync(id)).Report(2, 3, "nearly");
            else if (Message(events[^1].Run) == "nearly")
                _client.Gate.Release(id);
        }

        State(events[0].Run).ShouldBe("Running");
        Message(events[0].Run).ShouldBe("under way");
        events.ShouldContain(change => Message(change.Run) == "nearly");
        State(events[^1].Run).ShouldBe("Succeeded");
        events.Select(change => change.Id).ShouldBeUnique();
        events[^1].Run.GetRawText().ShouldBe((await _client.GetRunAsync(id)).GetRawText());
    }

    [Fact]
    public async Task Events_ForAClientThatHasTheEnd_AreNoMore()
    {
        var id = await _client.TriggerAsync();
        await _client.WhenAsync(id, "Succeeded");
        using var first = await OpenAsync(id, CancellationToken.None);
        var text = await first.Content.ReadAsStringAsync();
        text.ShouldStartWith("retry: 1000\n\nid: ");
        var last = text.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        using var second = await OpenAsync(id, CancellationToken.None, last);
        second.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var other = await OpenAsync(id, CancellationToken.None, "of another stream");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Events_ThatNobodyReadsAnyMore_GiveTheirPlaceBack()
    {
        var id = await _client.TriggerWaitingAsync();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < Silo.Api.Jobs.RunWatchers.MaxWatchers; i++)
            open.Add(await OpenAsync(id, CancellationToken.None));
        open.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        using (var refused = await OpenAsync(id, CancellationToken.None))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }

        foreach (var answer in open)
            answer.Dispose();
        await TestKit.Eventually.TrueAsync(
            async () =>
            {
                using var again = await OpenAsync(id, CancellationToken.None);
                return again.StatusCode == HttpStatusCode.OK;
            },
            Limit,
            () => "no place came free");
        await _client.FinishAsync(id);
    }

    private async Task<HttpResponseMessage> OpenAsync(string id, CancellationToken cancellationToken, string? lastEvent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{id}/events");
        if (lastEvent is not null)
            request.Headers.Add("Last-Event-ID", lastEvent);
        return await silo.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static string? State(JsonElement run) => run.GetProperty("state").GetString();

    private static string? Message(JsonElement run) => run.GetProperty("progress").GetProperty("message").GetString();
}

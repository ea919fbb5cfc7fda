using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

/// <summary>Asks the API for jobs as a program does.</summary>
internal sealed class JobsClient(SiloFixture silo)
{
    public const string Runs = $"/api/v1/jobs/{ProbeJob.Name}/runs";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public ProbeGate Gate => silo.Services.GetRequiredService<ProbeGate>();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? key = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await silo.Client.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(HttpStatusCode status, HttpMethod method, string path, string? body = null, string? key = null, string type = "application/json")
    {
        using var answer = await SendAsync(method, path, body, key, type);
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Triggers the probe and answers the run's id.</summary>
    public async Task<string> TriggerAsync(string? body = null, string? key = null) =>
        (await ReadAsync(HttpStatusCode.Accepted, HttpMethod.Post, Runs, body, key)).GetProperty("id").GetString()!;

    /// <summary>Triggers a run that waits, and waits until it does.</summary>
    public async Task<string> TriggerWaitingAsync()
    {
        var id = await TriggerAsync("""{"ending":"wait"}""");
        await Gate.ArrivedAsync(id);
        return id;
    }

    public Task<JsonElement> GetRunAsync(string id) => silo.GetAsync($"/api/v1/runs/{id}");

    public Task<JsonElement> WhenAsync(string id, string state) =>
        Eventually.GetAsync(() => GetRunAsync(id), run => run.GetProperty("state").GetString() == state, Limit, () => $"run {id} did not come to {state}");

    /// <summary>Lets a waiting run go, and waits for its end, so that the next test finds the job idle.</summary>
    public async Task<JsonElement> FinishAsync(string id)
    {
        Gate.Release(id);
        return await WhenAsync(id, "Succeeded");
    }
}

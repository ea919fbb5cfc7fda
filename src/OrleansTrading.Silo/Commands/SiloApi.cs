using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Silo.Api;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Health;

namespace OrleansTrading.Silo.Commands;

/// <summary>The REST API of a running service, as the commands use it.</summary>
/// <remarks>What is refused, and what does not answer, is a <see cref="CommandException"/> that says so.</remarks>
internal sealed class SiloApi(HttpClient http)
{
    private const string Runs = "/api/v1/runs/";

    public Task<IReadOnlyList<JobView>> ListJobsAsync(CancellationToken cancellationToken) =>
        GetAsync("/api/v1/jobs", ApiJson.Default.IReadOnlyListJobView, cancellationToken);

    public Task<JobView> GetJobAsync(string name, CancellationToken cancellationToken) =>
        GetAsync($"/api/v1/jobs/{Uri.EscapeDataString(name)}", ApiJson.Default.JobView, cancellationToken);

    public Task<RunView> GetRunAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(Runs + Uri.EscapeDataString(id), ApiJson.Default.RunView, cancellationToken);

    /// <param name="job">The job's name.</param>
    /// <param name="parameters">A JSON object.</param>
    /// <param name="key">Makes a request that is sent again the same run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunView> RunJobAsync(string job, string parameters, string key, CancellationToken cancellationToken) => AskAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/jobs/{Uri.EscapeDataString(job)}/runs")
            {
                Content = new StringContent(parameters, null, "application/json"),
            };
            request.Headers.Add(IdempotencyKey.Header, key);
            return request;
        },
        ApiJson.Default.RunView,
        cancellationToken);

    public Task<RunView> CancelRunAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Delete, Runs + Uri.EscapeDataString(id)), ApiJson.Default.RunView, cancellationToken);

    public Task<ScanAnswer> ScanAsync(string query, CancellationToken cancellationToken) =>
        GetAsync("/api/v1/scan?" + query, CommandJson.Default.ScanAnswer, cancellationToken);

    /// <summary>The stream of a run's events; null when the service cannot give it now.</summary>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<HttpResponseMessage?> WatchRunAsync(string id, string? lastEvent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Runs}{Uri.EscapeDataString(id)}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEvent is { Length: > 0 })
            request.Headers.Add("Last-Event-ID", lastEvent);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        response.Dispose();
        return null;
    }

    /// <summary>What a probe says, be it good or bad.</summary>
    public Task<HealthView> GetHealthAsync(string path, CancellationToken cancellationToken) => AskAsync(
        () => new HttpRequestMessage(HttpMethod.Get, path), ApiJson.Default.HealthView, cancellationToken, HttpStatusCode.ServiceUnavailable);

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    /// <param name="make">The request.</param>
    /// <param name="type">The answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="alsoAnswers">A status besides success that brings the same kind of answer.</param>
    private async Task<T> AskAsync<T>(
        Func<HttpRequestMessage> make, JsonTypeInfo<T> type, CancellationToken cancellationToken, HttpStatusCode? alsoAnswers = null)
    {
        using var request = make();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode && response.StatusCode != alsoAnswers)
                throw await RefusedAsync(response, cancellationToken);
            return await response.Content.ReadFromJsonAsync(type, cancellationToken)
                ?? throw new CommandException($"{request.RequestUri} answered nothing.", ExitCodes.Failed);
        }
        catch (HttpRequestException exception)
        {
            throw new SiloUnreachableException(http.BaseAddress, exception);
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{request.RequestUri} answered something else than expected: {exception.Message}", ExitCodes.Failed);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{request.RequestUri} has not answered for {http.Timeout.TotalMinutes} minutes.", ExitCodes.Failed);
        }
    }

    private static async Task<CommandException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new CommandException(
            ProblemText.Of(text) ?? $"{response.RequestMessage?.RequestUri} answered {status} {response.ReasonPhrase}.",
            status is 400 or 404 or 422 ? ExitCodes.Usage : ExitCodes.Failed);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>Users of the API behind the load balancer: what they read, what they order, and what was not answered as it should be.</summary>
internal sealed class CallLoad : IAsyncDisposable
{
    /// <summary>Who asks for orders and runs, each for one at a time.</summary>
    public const int Traders = 2;

    private const int Readers = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly SiloCluster _cluster;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentQueue<string> _orders = new();
    private readonly ConcurrentQueue<string> _runs = new();
    private readonly Task[] _callers;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private int _calls;

    public CallLoad(SiloCluster cluster)
    {
        _cluster = cluster;
        _callers =
        [
            .. Enumerable.Range(0, Readers).Select(number => CallAsync(number, ReadAsync)),
            .. Enumerable.Range(Readers, Traders).Select(number => CallAsync(number, TradeAsync)),
        ];
    }

    public int Calls => _calls;

    /// <summary>When, what and how it was answered.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Ids of orders that were acknowledged.</summary>
    public IReadOnlyCollection<string> Orders => _orders;

    /// <summary>Ids of runs of jobs that were acknowledged.</summary>
    public IReadOnlyCollection<string> Runs => _runs;

    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_callers);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _over.Dispose();
    }

    private async Task CallAsync(int seed, Func<HttpClient, Random, Task> call)
    {
        var random = new Random(seed);
        // A program, not a browser: it keeps no cookie, so each request goes wherever there is room.
        using var http = SiloCluster.Client(_cluster.Balancer.Address);
        while (!_over.IsCancellationRequested)
        {
            await call(http, random);
            Interlocked.Increment(ref _calls);
            await Task.Delay(Pause, _time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task ReadAsync(HttpClient http, Random random)
    {
        var instrument = $"binance:{_cluster.Symbols[random.Next(_cluster.Symbols.Length)]}";
        var path = random.Next(8) switch
        {
            0 => "/api/v1/instruments",
            1 or 2 => $"/api/v1/instruments/{instrument}",
            3 or 4 => $"/api/v1/instruments/{instrument}/klines?interval=1m&limit=50",
            5 => $"/api/v1/accounts/{SiloCluster.Account}",
            6 => $"/api/v1/accounts/{SiloCluster.Account}/orders?limit=10",
            _ => "/api/v1/jobs",
        };
        return AskAsync($"GET {path}", () => http.GetAsync(path), (answer, text) =>
            answer.StatusCode != HttpStatusCode.OK || (path == "/api/v1/instruments" && text.Contains("could not be read", StringComparison.Ordinal)) ? text : null);
    }

    private Task TradeAsync(HttpClient http, Random random)
    {
        if (random.Next(20) == 0)
            return ChangeAsync(http, "/api/v1/jobs/check-freshness/runs", new { }, HttpStatusCode.Accepted, _runs);
        var instrument = $"binance:{_cluster.Symbols[random.Next(_cluster.Symbols.Length)]}";
        var order = new { instrument, side = random.Next(2) == 0 ? "buy" : "sell", notional = 200 };
        return ChangeAsync(http, $"/api/v1/accounts/{SiloCluster.Account}/orders", order, HttpStatusCode.Created, _orders);
    }

    private Task ChangeAsync(HttpClient http, string path, object body, HttpStatusCode done, ConcurrentQueue<string> acknowledged) =>
        AskAsync($"POST {path} {body}", () => PostAsync(http, path, body), (answer, text) =>
        {
            // 200: it was passed on twice, and done once.
            if (answer.StatusCode != done && answer.StatusCode != HttpStatusCode.OK)
                return text;
            acknowledged.Enqueue(JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetString()!);
            return null;
        });

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", $"{Guid.NewGuid():N}" } } };
        return await http.SendAsync(request);
    }

    /// <param name="what">In words.</param>
    /// <param name="ask">Asks once: whoever wants more than one try has to say so.</param>
    /// <param name="judge">Answers what is wrong with the answer; null when nothing is.</param>
    private async Task AskAsync(string what, Func<Task<HttpResponseMessage>> ask, Func<HttpResponseMessage, string, string?> judge)
    {
        var begun = _time.GetElapsedTime(_begun);
        try
        {
            using var answer = await ask();
            if (judge(answer, await answer.Content.ReadAsStringAsync()) is { } wrong)
                Fail($"{(int)answer.StatusCode} {wrong}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Fail(exception.Message);
        }

        void Fail(string how) => _failures.Enqueue($"{begun.TotalSeconds:F3} to {_time.GetElapsedTime(_begun).TotalSeconds:F3} s: {what}: {how}");
    }
}

using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>Many clients at once: each asks, waits for the answer, thinks for a moment, and asks again.</summary>
internal sealed class LoadClients(Uri address, IReadOnlyList<string> instruments, int clients, int seed)
{
    /// <summary>A client thinks for up to twice as long.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For a while; what came of it, by operation.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="phase">Tells the chance of one call from that of another.</param>
    public async Task<IReadOnlyDictionary<string, OperationCount>> RunAsync(TimeSpan duration, int phase)
    {
        var counts = Operation.All.ToDictionary(operation => operation.Name, _ => new OperationCount());
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => AskAsync(http, counts, new Random(HashCode(client, phase)), end))));
        return counts;
    }

    private int HashCode(int client, int phase) => (((seed * 31) + phase) * 1_000_003) + client;

    private async Task AskAsync(HttpClient http, Dictionary<string, OperationCount> counts, Random random, long end)
    {
        while (Stopwatch.GetTimestamp() < end)
        {
            var operation = Choose(random);
            var count = counts[operation.Name];
            using var request = operation.Make(instruments[random.Next(instruments.Count)], random);
            var begun = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await http.SendAsync(request);
                count.Answered(Stopwatch.GetElapsedTime(begun), (int)answer.StatusCode);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                count.Fail(exception.Message);
            }

            await Task.Delay(random.NextDouble() * 2 * Thinking, TimeProvider.System);
        }
    }

    private static Operation Choose(Random random)
    {
        var left = random.Next(Operation.All.Sum(operation => operation.Weight));
        foreach (var operation in Operation.All)
        {
            left -= operation.Weight;
            if (left < 0)
                return operation;
        }

        throw new UnreachableException();
    }
}

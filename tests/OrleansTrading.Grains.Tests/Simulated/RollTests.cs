using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Simulated;

/// <summary>
/// Three silos are replaced one by one while the market goes on and callers call: nobody notices, and no closed candle is lost. They call as the
/// API does, from within a silo that is not leaving, and ask again when the one that has the symbol is. A silo learns that another has gone and
/// gives up what it asked of it; somebody outside would wait for the answer until the time-out.
/// </summary>
public sealed class RollTests
{
    private const long Minute = 60_000;
    private const int Callers = 4;
    private const int Attempts = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Silos_ReplacedOneByOneUnderLoad_LoseNoCandleAndNoCall()
    {
        await using var cluster = await SimulatedCluster.StartAsync(symbols: 8, seed: 4, speed: 120, tradesPerSecond: 1, silos: 3);
        InstrumentId[] instruments = [.. cluster.Instruments];
        foreach (var instrument in instruments)
            await cluster.Symbol(instrument).HoldAsync("test", TimeSpan.FromMinutes(10));
        foreach (var instrument in instruments)
            await cluster.LiveAsync(instrument);
        var begun = cluster.Simulator.Clock.Now.ToUnixTimeMilliseconds() / Minute * Minute;

        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var callers = Enumerable.Range(0, Callers).Select(number => CallAsync(cluster, instruments, number, failures, enough.Token)).ToArray();
        for (var number = 0; number < 3; number++)
        {
            await cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[0]);
            await cluster.Cluster.StartAdditionalSiloAsync();
            await cluster.Cluster.WaitForLivenessToStabilizeAsync();
            foreach (var instrument in instruments)
                await cluster.LiveAsync(instrument);
            var candles = cluster.Simulator.Clock.Now.AddMinutes(3);
            await Eventually.TrueAsync(() => Task.FromResult(cluster.Simulator.Clock.Now > candles), Limit);
        }

        // What closed last is stored a moment later.
        var end = (cluster.Simulator.Clock.Now.ToUnixTimeMilliseconds() / Minute * Minute) - Minute;
        foreach (var instrument in instruments)
        {
            await cluster.ShouldHoldAllAsync(instrument, KlineInterval.OneMinute, begun, end);
            await cluster.ShouldHoldAllAsync(instrument, KlineInterval.FiveMinutes, begun, end - (4 * Minute));
        }

        await enough.CancelAsync();
        var calls = await Task.WhenAll(callers);
        failures.ShouldBeEmpty();
        calls.Sum().ShouldBeGreaterThan(200, "it was under load");
    }

    /// <returns>How many calls were made.</returns>
    private static async Task<int> CallAsync(
        SimulatedCluster cluster, InstrumentId[] instruments, int seed, ConcurrentQueue<string> failures, CancellationToken enough)
    {
        var (random, made) = (new Random(seed), 0);
        for (; !enough.IsCancellationRequested; made++)
        {
            var symbol = FromWithin(cluster).GetGrain<ISymbolGrain>(instruments[random.Next(instruments.Length)].ToString());
            try
            {
                var question = random.Next(3);
                await AskAsync(() => question switch
                {
                    0 => symbol.HoldAsync("test", TimeSpan.FromMinutes(10)),
                    1 => symbol.GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 20, null, null)),
                    _ => symbol.GetSnapshotAsync(),
                });
            }
            catch (Exception exception)
            {
                failures.Enqueue(exception.ToString());
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        return made;
    }

    /// <summary>The silos leave in the order in which they came.</summary>
    private static IGrainFactory FromWithin(SimulatedCluster cluster) =>
        cluster.Cluster.GetSiloServiceProvider(cluster.Cluster.Silos[^1].SiloAddress).GetRequiredService<IGrainFactory>();

    private static async Task AskAsync(Func<Task> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ask();
                return;
            }
            catch (OrleansMessageRejectionException) when (attempt < Attempts)
            {
                await Task.Delay(AskAgainAfter, TimeProvider.System, CancellationToken.None);
            }
        }
    }
}

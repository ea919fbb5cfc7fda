using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Engine.Stress;

public sealed class StressTests
{
    private const int Grains = 20;
    private const int Callers = 12;
    private const int CallsEach = 400;

    [Fact]
    public async Task GrainsThatComeAndGo_LoseNoCallAndNeverLiveTwice()
    {
        await using var cluster = await Clusters.StartAsync(silos: 2);
        var prefix = Soon.Key();
        var answered = await RunAsync(cluster, prefix, leaveEvery: 25);
        answered.ShouldBe(Callers * CallsEach);
        (await TotalAsync(cluster, prefix)).ShouldBe(answered);
    }

    [Fact]
    public async Task SilosThatComeStopAndDie_EveryCallIsAnsweredOrFailsAndNoAnswerIsLost()
    {
        await using var cluster = await Clusters.StartAsync(silos: 3);
        var prefix = Soon.Key();
        var calls = RunAsync(cluster, prefix, leaveEvery: 100);
        for (var i = 0; i < 4; i++)
        {
            await cluster.StopSiloAsync(cluster.Silos[0]).InTime();
            await cluster.StartAdditionalSiloAsync().InTime();
            var victim = cluster.Silos[0];
            LedgerGrain.Killed[victim.SiloAddress] = true;
            await cluster.KillSiloAsync(victim).InTime();
            await cluster.StartAdditionalSiloAsync().InTime();
        }

        var answered = await calls;
        answered.ShouldBeGreaterThan(Callers * CallsEach / 2);

        // A call that failed with its silo may have been booked; one that was answered has been.
        (await TotalAsync(cluster, prefix)).ShouldBeInRange(answered, Callers * CallsEach);
    }

    private static async Task<int> RunAsync(InProcessTestCluster cluster, string prefix, int leaveEvery)
    {
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < CallsEach; i++)
            {
                try
                {
                    await cluster.Client.GetGrain<ILedgerGrain>($"{prefix}{(caller + i) % Grains}").Book(i % leaveEvery == 0).InTime();
                    Interlocked.Increment(ref answered);
                }
                catch (OrleansException error) when (error is OrleansMessageRejectionException or InconsistentStateException || error.Message.Contains("silo has stopped", StringComparison.Ordinal))
                {
                    // The silo of the grain died, or the grain was handed on too often.
                    await Task.Yield();
                }
                catch (TimeoutException)
                {
                    // The silo of the grain died with the call, of which a client hears nothing.
                    await Task.Yield();
                }
            }
        }))).InTime();
        return answered;
    }

    private static async Task<int> TotalAsync(InProcessTestCluster cluster, string prefix)
    {
        var totals = await Task.WhenAll(Enumerable.Range(0, Grains).Select(i => cluster.Client.GetGrain<ILedgerGrain>($"{prefix}{i}").Book(leave: false))).InTime();
        return totals.Sum() - Grains;
    }
}

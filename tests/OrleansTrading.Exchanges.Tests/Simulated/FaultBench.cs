using System.Collections.Concurrent;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>
/// One simulator with a seeded market, and for every kind of stream a connector of its own that follows every symbol. A fault strikes all
/// kinds at the same time, each by itself; what became of each kind is told kind by kind.
/// </summary>
public sealed class FaultBench
{
    private readonly ConcurrentDictionary<(FaultKind, int), Lazy<Task<IReadOnlyDictionary<StreamKind, Exception?>>>> _runs = new();

    /// <summary>Plays the fault once, whichever kind is asked for first, and throws what went wrong with this kind.</summary>
    public async Task PlayAsync(FaultKind fault, StreamKind kind, int symbols)
    {
        var run = _runs.GetOrAdd((fault, symbols), _ => new(() => RunAsync(fault, symbols)));
        if ((await run.Value)[kind] is { } failure)
            throw new InvalidOperationException($"{kind} under {fault} of {symbols} symbols: {failure.Message}", failure);
    }

    private static async Task<IReadOnlyDictionary<StreamKind, Exception?>> RunAsync(FaultKind fault, int symbols)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Symbols = symbols, Seed = 11, Start = new DateTimeOffset(2026, 1, 5, 14, 0, 0, TimeSpan.Zero), Speed = 2, TradesPerSecond = 8,
        });
        var struck = FaultCase.KindsOf(fault, symbols).Select(kind => new StruckKind(simulator, fault, kind)).ToList();
        var outcomes = struck.ToDictionary(part => part.Kind, _ => (Exception?)null);
        await EachAsync(part => part.BeginAsync());
        // These strike all kinds at once, so they last until all have been struck.
        if (fault == FaultKind.Refuse)
            simulator.Faults.Inject(new FaultRequest { Fault = fault });
        if (fault == FaultKind.Skew)
            simulator.Faults.Inject(new FaultRequest { Fault = fault, SkewMs = (long)StruckKind.Skew.TotalMilliseconds });
        await EachAsync(part => part.StrikeAsync());
        simulator.Faults.Clear();
        await EachAsync(part => part.RecoverAsync());
        await Task.WhenAll(struck.Select(part => part.DisposeAsync().AsTask()));
        return outcomes;

        Task EachAsync(Func<StruckKind, Task> act) => Task.WhenAll(struck.Where(part => outcomes[part.Kind] is null).Select(async part =>
        {
            try
            {
                await act(part);
            }
            catch (Exception failure)
            {
                lock (outcomes)
                    outcomes[part.Kind] = failure;
            }
        }));
    }
}

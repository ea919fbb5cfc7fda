using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Tests.Scanning;

/// <summary>Keeps one symbol from answering a scan and makes another fail.</summary>
internal sealed class ScanTrouble : IIncomingGrainCallFilter
{
    public InstrumentId? Slow { get; set; }

    public InstrumentId? Failing { get; set; }

    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ISymbolGrain symbol && context.MethodName == nameof(ISymbolGrain.ScanAsync))
        {
            var id = InstrumentId.Parse(symbol.GetPrimaryKeyString());
            if (id == Slow)
                await Released.Task;
            if (id == Failing)
                throw new InvalidOperationException("made up");
        }

        await context.Invoke();
    }
}

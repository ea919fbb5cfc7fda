using OrleansTrading.Domain.Streams;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Every fault of the simulator on every kind of stream of one symbol.</summary>
public sealed class FaultsOnOneSymbolTests(FaultBench bench) : IClassFixture<FaultBench>
{
    private const int Symbols = 1;

    public static TheoryData<FaultKind, StreamKind> Matrix =>
        [.. Enum.GetValues<FaultKind>().SelectMany(fault => FaultCase.KindsOf(fault, Symbols).Select(kind => (fault, kind)))];

    [Theory]
    [MemberData(nameof(Matrix))]
    public Task OneSymbol_UnderAFault_ShowsItInItsSignsAndIsLiveAndInOrderAfterIt(FaultKind fault, StreamKind kind) => bench.PlayAsync(fault, kind, Symbols);
}

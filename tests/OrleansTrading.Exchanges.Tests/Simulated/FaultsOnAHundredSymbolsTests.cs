using OrleansTrading.Domain.Streams;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Every fault of the simulator on every kind of stream of a hundred symbols.</summary>
public sealed class FaultsOnAHundredSymbolsTests(FaultBench bench) : IClassFixture<FaultBench>
{
    private const int Symbols = 100;

    public static TheoryData<FaultKind, StreamKind> Matrix =>
        [.. Enum.GetValues<FaultKind>().SelectMany(fault => FaultCase.KindsOf(fault, Symbols).Select(kind => (fault, kind)))];

    [Theory]
    [MemberData(nameof(Matrix))]
    public Task HundredSymbols_UnderAFault_ShowItInTheirSignsAndAreAllLiveAndInOrderAfterIt(FaultKind fault, StreamKind kind) => bench.PlayAsync(fault, kind, Symbols);
}

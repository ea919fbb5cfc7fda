using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Simulator.Admin;

/// <summary>What the simulator is doing.</summary>
/// <param name="Time">The venue's clock.</param>
/// <param name="Subscriptions">Listeners by stream; streams that stay silent are not among them.</param>
/// <param name="Sent">Frames by stream kind.</param>
internal sealed record SimulatorState(
    DateTimeOffset Time,
    bool Ended,
    int Symbols,
    IReadOnlyList<ConnectionState> Connections,
    IReadOnlyDictionary<string, int> Subscriptions,
    IReadOnlyDictionary<string, long> Sent,
    long Requests,
    IReadOnlyList<FaultStatus> Faults);

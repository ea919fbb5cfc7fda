using OrleansTrading.Domain.Streams;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>What each fault of the simulator means to each kind of stream.</summary>
internal static class FaultCase
{
    private static readonly StreamKind[] Watched =
        [StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth, StreamKind.MarkPrice];

    private static readonly StreamKind[] All = [.. Watched, StreamKind.Liquidation];

    /// <summary>
    /// Kinds that the fault can strike. The quiet of forced orders is no sign of anything, one symbol has one in a minute or so, and no
    /// request brings them; only books are chained by their ids.
    /// </summary>
    public static StreamKind[] KindsOf(FaultKind fault, int symbols) => fault switch
    {
        FaultKind.Drop or FaultKind.Refuse => All,
        FaultKind.Malformed or FaultKind.Duplicate or FaultKind.Skew when symbols > 1 => All,
        FaultKind.Gap => [StreamKind.Depth],
        _ => Watched,
    };

    /// <summary>As the simulator's faults name it.</summary>
    public static string NameOf(StreamKind kind) => kind switch
    {
        StreamKind.Kline => "kline",
        StreamKind.Trade => "aggTrade",
        StreamKind.BookTicker => "bookTicker",
        StreamKind.Depth => "depth",
        StreamKind.MarkPrice => "markPrice",
        StreamKind.Liquidation => "forceOrder",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a stream kind."),
    };
}

using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>What all connections of one venue share.</summary>
internal sealed record StreamContext(
    IStreamProtocol Protocol,
    StreamOptions Options,
    StreamWatchOptions Watch,
    IStreamDialer Dialer,
    DialGate Dials,
    RollOverTurn RollOvers,
    VenueClock Clock,
    StreamCounters Counters,
    DefectLog Defects,
    TimeProvider Time,
    Random Random,
    ILogger Logger)
{
    /// <summary>Monotonic.</summary>
    public TimeSpan Now => Time.GetElapsedTime(0);
}

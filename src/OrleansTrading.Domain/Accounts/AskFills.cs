using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue is to be asked for executions of an instrument.</summary>
/// <param name="Instrument">Which instrument.</param>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="AskedAt">When this was decided, Unix milliseconds; goes back with the answer.</param>
public sealed record AskFills(InstrumentId Instrument, long From, long AskedAt) : AccountEffect;

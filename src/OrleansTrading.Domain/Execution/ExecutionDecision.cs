using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Execution;

/// <summary>What was decided about a signal: once for each. Prices in quote units, times Unix milliseconds.</summary>
/// <param name="SignalKey">The signal.</param>
/// <param name="Instrument">Its instrument.</param>
/// <param name="Direction">Its direction.</param>
/// <param name="Score">Its score.</param>
/// <param name="SignalTime">When it was made.</param>
/// <param name="Account">For which account.</param>
/// <param name="Time">When it was decided.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Why it was refused, one of <see cref="ExecutionCodes"/> or the account's own; null when it was not.</param>
/// <param name="Reason">What was expected and what came; null when it was not refused.</param>
/// <param name="Notional">What was asked for, quote units; null when it did not come to that.</param>
/// <param name="Price">The market then; null when it was not known.</param>
/// <param name="OrderId">The order; null when there is none.</param>
public sealed record ExecutionDecision(
    string SignalKey, InstrumentId Instrument, SignalDirection Direction, double Score, long SignalTime, string Account, long Time,
    ExecutionOutcome Outcome, string? Code, string? Reason, decimal? Notional, decimal? Price, string? OrderId);

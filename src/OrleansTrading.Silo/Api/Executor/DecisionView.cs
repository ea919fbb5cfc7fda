using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Executor;

/// <summary>What was decided about a signal. Times are Unix milliseconds.</summary>
/// <param name="Signal">The signal's key: instrument, interval and open time of its candle.</param>
/// <param name="Instrument">Instrument id.</param>
/// <param name="Direction"><c>long</c>, <c>short</c> or <c>neutral</c>.</param>
/// <param name="Score">The signal's score, -100 to 100.</param>
/// <param name="SignalTime">When it was made.</param>
/// <param name="Account">For which account.</param>
/// <param name="Time">When it was decided about.</param>
/// <param name="Outcome"><c>taken</c>, <c>dry-run</c> or <c>refused</c>.</param>
/// <param name="Code">Why it was refused. Null when it was not.</param>
/// <param name="Reason">What was expected and what came. Null when it was not refused.</param>
/// <param name="Notional">Value that was asked for, quote units. Null when it did not come to that.</param>
/// <param name="Price">The market then, quote units. Null when it was not looked at.</param>
/// <param name="OrderId">The order that was made. Null when none was.</param>
internal sealed record DecisionView(
    string Signal, string Instrument, string Direction, double Score, long SignalTime, string Account, long Time, string Outcome, string? Code,
    string? Reason, decimal? Notional, decimal? Price, string? OrderId)
{
    public const string Taken = "taken";
    public const string DryRun = "dry-run";
    public const string Refused = "refused";

    public static DecisionView Of(ExecutionDecision decision) => new(
        decision.SignalKey, decision.Instrument.ToString(), WordOf(decision.Direction), decision.Score, decision.SignalTime, decision.Account, decision.Time,
        WordOf(decision.Outcome), decision.Code, decision.Reason, decision.Notional, decision.Price, decision.OrderId);

    /// <summary>Null for what is no outcome.</summary>
    public static ExecutionOutcome? Parse(string word) => word switch
    {
        Taken => ExecutionOutcome.Taken,
        DryRun => ExecutionOutcome.DryRun,
        Refused => ExecutionOutcome.Refused,
        _ => null,
    };

    private static string WordOf(ExecutionOutcome outcome) => outcome switch
    {
        ExecutionOutcome.Taken => Taken,
        ExecutionOutcome.DryRun => DryRun,
        _ => Refused,
    };

    private static string WordOf(SignalDirection direction) => direction switch
    {
        SignalDirection.Long => "long",
        SignalDirection.Short => "short",
        _ => "neutral",
    };
}

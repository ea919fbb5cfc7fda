using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Storage.Records;

/// <summary>The checks that every store makes before it saves anything.</summary>
internal static class RecordArguments
{
    /// <remarks>The last millisecond of the year 9999.</remarks>
    private const long LatestTime = 253_402_300_799_999;

    public static void CheckRun(JobRun run)
    {
        if (string.IsNullOrEmpty(run.Id) || string.IsNullOrEmpty(run.Job))
            throw new ArgumentException($"Expected a run with an id and a job; got '{run.Id}' of '{run.Job}'.", nameof(run));
        CheckTime(run.QueuedAt, $"run {run.Id} was queued", nameof(run));
    }

    public static void CheckLog(JobRunLog log)
    {
        if (string.IsNullOrEmpty(log.RunId) || string.IsNullOrEmpty(log.Job))
            throw new ArgumentException($"Expected the log of a run of a job; got '{log.RunId}' of '{log.Job}'.", nameof(log));
        CheckTime(log.QueuedAt, $"run {log.RunId} was queued", nameof(log));
    }

    public static void CheckSignals(IReadOnlyList<TradeSignal> signals)
    {
        foreach (var signal in signals)
            CheckTime(signal.CreatedAt, $"signal {signal.Key} was made", nameof(signals));
    }

    public static void CheckReadings(IReadOnlyList<StoredReading> readings)
    {
        foreach (var reading in readings)
        {
            CheckTime(reading.OpenTime, $"the candle of {reading.Kind} of {reading.Instrument} opened", nameof(readings));
            if (reading.Values.FirstOrDefault(value => !double.IsFinite(value.Value)) is { Key: not null } wrong)
                throw new ArgumentException($"Expected finite values; {wrong.Key} of reading {reading.Key} is {wrong.Value}.", nameof(readings));
        }
    }

    public static void CheckTransitions(IReadOnlyList<StreamTransition> transitions)
    {
        foreach (var transition in transitions)
            CheckTime(transition.At, $"the {transition.Kind} stream of {transition.Instrument} changed", nameof(transitions));
    }

    public static void CheckOpportunities(IReadOnlyList<ArbitrageOpportunity> opportunities)
    {
        foreach (var opportunity in opportunities)
            CheckTime(opportunity.OpenedAt, $"the opportunity {opportunity.Id} was opened", nameof(opportunities));
    }

    public static void CheckDecisions(IReadOnlyList<ExecutionDecision> decisions)
    {
        foreach (var decision in decisions)
            CheckTime(decision.SignalTime, $"signal {decision.SignalKey}, which was decided about, was made", nameof(decisions));
    }

    public static void CheckCapital(IReadOnlyList<CapitalPoint> points)
    {
        foreach (var point in points)
            CheckTime(point.Time, $"the capital of {point.Account} was taken", nameof(points));
    }

    public static void CheckAudit(AuditEntry entry)
    {
        if (string.IsNullOrEmpty(entry.Id))
            throw new ArgumentException($"Expected an entry with an id; got none for {entry.Action} by {entry.Who}.", nameof(entry));
        CheckTime(entry.At, $"{entry.Action} by {entry.Who} was", nameof(entry));
    }

    public static void CheckAuditQuery(AuditQuery query) => ArgumentOutOfRangeException.ThrowIfNegative(query.Limit, nameof(query));

    private static void CheckTime(long time, string what, string parameter)
    {
        if (time is < 0 or > LatestTime)
            throw new ArgumentException($"Expected Unix milliseconds from 0 to {LatestTime}; {what} at {time}.", parameter);
    }
}

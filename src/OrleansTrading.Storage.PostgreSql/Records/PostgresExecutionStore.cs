using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Execution.ExecutionDecision>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Decisions in a table. Whichever silo decides first about a signal, there is one.</summary>
internal sealed class PostgresExecutionStore(PostgresDatabase database, ILogger<PostgresExecutionStore> logger) : IExecutionStore
{
    public static RecordTableSql<ExecutionDecision> Table { get; } = new(
        "execution_decisions", decision => decision.SignalKey, ["signal_key"], "signal_time", MonthColumn: null, decision => decision.SignalTime,
        [
            Column.Text("signal_key", decision => decision.SignalKey), Column.Long("signal_time", decision => decision.SignalTime),
            Column.Text("instrument", decision => decision.Instrument.ToString()),
            Column.Code("direction", decision => (short)decision.Direction), Column.Double("score", decision => decision.Score),
            Column.Text("account", decision => decision.Account), Column.Long("decided_at", decision => decision.Time),
            Column.Code("outcome", decision => (short)decision.Outcome), Column.Text("code", decision => decision.Code),
            Column.Decimal("notional", decision => decision.Notional), Column.Decimal("price", decision => decision.Price),
            Column.Text("order_id", decision => decision.OrderId),
        ],
        RecordJson.Default.ExecutionDecision, IsMarked: true);

    private readonly RecordRows<ExecutionDecision> _rows = new(database, Table, logger);

    public Task<IReadOnlyList<ExecutionDecision>> AddAsync(IReadOnlyList<ExecutionDecision> decisions, CancellationToken cancellationToken)
    {
        RecordArguments.CheckDecisions(decisions);
        return _rows.AddAsync(decisions, cancellationToken);
    }

    public Task<IReadOnlyList<ExecutionDecision>> ListAsync(
        InstrumentId? instrument, ExecutionOutcome? outcome, long? signalledBefore, int limit, CancellationToken cancellationToken) =>
        _rows.ListAsync(
            new RecordQuery().Text("instrument = {0}", instrument?.ToString()).Code("outcome = {0}", (short?)outcome).Long("signal_time < {0}", signalledBefore),
            "signal_key", beforeKey: null, limit, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);
}

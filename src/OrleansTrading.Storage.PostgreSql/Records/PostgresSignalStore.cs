using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Signals.TradeSignal>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Signals in a table. Whichever silo adds the first of a candle, there is one.</summary>
internal sealed class PostgresSignalStore(PostgresDatabase database, ILogger<PostgresSignalStore> logger) : ISignalStore
{
    public static RecordTableSql<TradeSignal> Table { get; } = new(
        "signals", signal => signal.Key, ["key", "candle_time"], "created_at", "candle_time", signal => signal.CandleOpenTime,
        [
            Column.Text("key", signal => signal.Key), Column.Long("candle_time", signal => signal.CandleOpenTime),
            Column.Text("instrument", signal => signal.Instrument.ToString()), Column.Text("\"interval\"", signal => signal.Interval.ToCode()),
            Column.Long("created_at", signal => signal.CreatedAt), Column.Long("expires_at", signal => signal.ExpiresAt),
            Column.Code("direction", signal => (short)signal.Direction), Column.Double("score", signal => signal.Score),
            Column.Code("regime", signal => (short)signal.Regime), Column.Code("outcome", signal => (short)(signal.Outcome?.Kind ?? OutcomeKind.Open)),
            Column.Long("outcome_at", signal => signal.Outcome?.At), Column.Double("r", signal => signal.Outcome?.R),
            Column.Double("percent", signal => signal.Outcome?.Percent),
        ],
        RecordJson.Default.TradeSignal, IsMarked: true);

    private readonly RecordRows<TradeSignal> _rows = new(database, Table, logger);

    public Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        RecordArguments.CheckSignals(signals);
        return _rows.AddAsync(signals, cancellationToken);
    }

    public Task SaveOutcomesAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        RecordArguments.CheckSignals(signals);
        return _rows.SaveAsync(signals, cancellationToken);
    }

    public Task<IReadOnlyList<TradeSignal>> ListAsync(SignalQuery query, int limit, CancellationToken cancellationToken)
    {
        // Spelled out, so that the index of those that are open is of use.
        var onlyOpen = query.Outcomes is [OutcomeKind.Open];
        var wanted = new RecordQuery()
            .Text("instrument = {0}", query.Instrument?.ToString())
            .Text("\"interval\" = {0}", query.Interval?.ToCode())
            .Where(onlyOpen ? "outcome = 0" : null)
            .Codes("outcome = ANY({0})", onlyOpen || query.Outcomes.IsEmpty ? null : [.. query.Outcomes.Select(kind => (short)kind)])
            .Long("created_at >= {0}", query.CreatedFrom)
            .Long("created_at < {0}", query.CreatedBefore);
        return _rows.ListAsync(wanted, "key", query.BeforeKey, limit, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);
}

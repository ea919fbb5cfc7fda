using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Streams.StreamTransition>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Changes of streams' states in a table.</summary>
internal sealed class PostgresStreamHistoryStore(PostgresDatabase database, ILogger<PostgresStreamHistoryStore> logger) : IStreamHistoryStore
{
    private static readonly short[] Kinds = [.. Enum.GetValues<StreamKind>().Order().Select(kind => (short)kind)];

    public static RecordTableSql<StreamTransition> Table { get; } = new(
        "stream_changes", change => $"{change.Instrument}|{(byte)change.Kind}|{change.At}", ["instrument", "kind", "at"], "at", "at", change => change.At,
        [
            Column.Text("instrument", change => change.Instrument.ToString()), Column.Code("kind", change => (short)change.Kind),
            Column.Long("at", change => change.At), Column.Code("from_state", change => (short)change.From),
            Column.Code("to_state", change => (short)change.To), Column.Text("reason", change => change.Reason),
        ],
        RecordJson.Default.StreamTransition);

    private readonly RecordRows<StreamTransition> _rows = new(database, Table, logger);

    public Task AppendAsync(IReadOnlyList<StreamTransition> transitions, CancellationToken cancellationToken)
    {
        RecordArguments.CheckTransitions(transitions);
        return _rows.SaveAsync(transitions, cancellationToken);
    }

    public async Task<IReadOnlyList<StreamTransition>> ListAsync(
        InstrumentId instrument, StreamKind? kind, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var wanted = Of(instrument).Code("kind = {0}", (short?)kind).Long("at >= {0}", from).Long("at <= {0}", to);
        return [.. (await _rows.ListAsync(wanted, "at DESC, kind DESC", limit, cancellationToken)).Reverse()];
    }

    public Task<IReadOnlyList<StreamTransition>> ListLastAsync(InstrumentId instrument, long before, CancellationToken cancellationToken) =>
        _rows.ListLastOfEachAsync("kind", Kinds, Of(instrument).Long("at < {0}", before), cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);

    private static RecordQuery Of(InstrumentId instrument) => new RecordQuery().Text("instrument = {0}", instrument.ToString());
}

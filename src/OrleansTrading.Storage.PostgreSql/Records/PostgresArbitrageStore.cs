using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Arbitrage.ArbitrageOpportunity>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Opportunities in a table.</summary>
internal sealed class PostgresArbitrageStore(PostgresDatabase database, ILogger<PostgresArbitrageStore> logger) : IArbitrageStore
{
    public static RecordTableSql<ArbitrageOpportunity> Table { get; } = new(
        "arbitrage_opportunities", found => found.Id, ["id"], "opened_at", MonthColumn: null, found => found.OpenedAt,
        [
            Column.Text("id", found => found.Id), Column.Long("opened_at", found => found.OpenedAt),
            Column.Text("base_asset", found => found.BaseAsset), Column.Text("buy", found => found.Spread.Buy.ToString()),
            Column.Text("sell", found => found.Spread.Sell.ToString()), Column.Double("best_net_bps", found => found.BestNetBps),
            Column.Long("seen_at", found => found.SeenAt), Column.Long("looks", found => found.Looks),
            Column.Long("closed_at", found => found.ClosedAt),
        ],
        RecordJson.Default.ArbitrageOpportunity);

    private readonly RecordRows<ArbitrageOpportunity> _rows = new(database, Table, logger);

    public Task SaveAsync(IReadOnlyList<ArbitrageOpportunity> opportunities, CancellationToken cancellationToken)
    {
        RecordArguments.CheckOpportunities(opportunities);
        return _rows.SaveAsync(opportunities, cancellationToken);
    }

    public Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? baseAsset, long? openedBefore, int limit, CancellationToken cancellationToken) =>
        _rows.ListAsync(new RecordQuery().Text("base_asset = {0}", baseAsset).Long("opened_at < {0}", openedBefore), "id", beforeKey: null, limit, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);
}

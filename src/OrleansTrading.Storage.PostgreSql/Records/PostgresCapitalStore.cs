using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Storage.Records;
using Column = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Portfolio.CapitalPoint>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Equity curves in a table.</summary>
internal sealed class PostgresCapitalStore(PostgresDatabase database, ILogger<PostgresCapitalStore> logger) : ICapitalStore
{
    private const long Minute = 60_000;

    public static RecordTableSql<CapitalPoint> Table { get; } = new(
        "capital", point => point.Key, ["account", "minute"], "time", "minute", MinuteOf,
        [
            Column.Text("account", point => point.Account), Column.Long("minute", MinuteOf),
            Column.Long("time", point => point.Time), Column.Text("asset", point => point.Asset),
            Column.Decimal("cash", point => point.Cash), Column.Decimal("unrealised", point => point.Unrealised),
            Column.Decimal("margin_used", point => point.MarginUsed), Column.Decimal("reserved", point => point.Reserved),
            Column.Decimal("long_value", point => point.Long), Column.Decimal("short_value", point => point.Short),
            Column.Decimal("realised", point => point.Realised), Column.Decimal("fees", point => point.Fees),
            Column.Decimal("funding", point => point.Funding), Column.Flag("is_paper", point => point.IsPaper),
        ],
        RecordJson.Default.CapitalPoint);

    private readonly RecordRows<CapitalPoint> _rows = new(database, Table, logger);

    public Task SaveAsync(IReadOnlyList<CapitalPoint> points, CancellationToken cancellationToken)
    {
        RecordArguments.CheckCapital(points);
        return _rows.SaveAsync(points, cancellationToken);
    }

    public async Task<IReadOnlyList<CapitalPoint>> ListAsync(string account, long from, long to, int limit, CancellationToken cancellationToken)
    {
        // By minute, which the primary key has; the minute of a point began less than a minute before it.
        var wanted = new RecordQuery()
            .Text("account = {0}", account)
            .Long("minute > {0}", Math.Max(from, 0) - Minute).Long("minute <= {0}", to)
            .Long("time >= {0}", from).Long("time <= {0}", to);
        return [.. (await _rows.ListAsync(wanted, "minute DESC", limit, cancellationToken)).Reverse()];
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => _rows.PruneAsync(before, cancellationToken);

    private static long MinuteOf(CapitalPoint point) => point.Time - (point.Time % Minute);
}

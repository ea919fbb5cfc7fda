using Npgsql;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>
/// What lies in the database itself, past every silo: who asks one of them for candles that it lacks makes it fetch them, which would prove nothing.
/// </summary>
internal sealed class ClusterAudit(SiloCluster cluster) : IAsyncDisposable
{
    private const long Minute = 60_000;

    /// <summary>Without a pool, which would hold connections to a server that was killed.</summary>
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.Database) { Pooling = false });

    /// <summary>Every candle that closed in a stretch of the venue's time is stored as the venue has it, soon if not now.</summary>
    public async Task ShouldHoldAllCandlesAsync(long from, long to, TimeSpan soon)
    {
        foreach (var symbol in cluster.Symbols)
        {
            await ShouldHoldAsync(symbol, "1m", from, to, soon);
            await ShouldHoldAsync(symbol, "5m", from / (5 * Minute) * (5 * Minute), to - (5 * Minute), soon);
        }
    }

    /// <summary>Ids of the orders that were asked for by the API, in the order of their events.</summary>
    public Task<List<string>> ListOrdersAsync() => ReadAsync(
        "SELECT record->'order'->>'id' FROM account_events WHERE account = $1 AND event = 'intended' AND record->'order'->>'intentKey' LIKE 'api/%' ORDER BY number",
        row => row.GetString(0), SiloCluster.Account);

    /// <summary>Runs of jobs, oldest first.</summary>
    public Task<List<StoredRun>> ListRunsAsync() => ReadAsync(
        "SELECT id, job, slot, state, queued_at FROM job_runs ORDER BY queued_at, id",
        row => new StoredRun(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetInt16(3), row.GetInt64(4)));

    /// <summary>The silo under its number, as it is listed while it runs.</summary>
    public async Task<StoredSilo> FindSiloAsync(int number) =>
        (await ListSilosAsync()).Single(silo => silo.Name == SiloCluster.NameOf(number) && silo.Status == StoredSilo.Active);

    /// <summary>The silos of the membership, also those that are gone.</summary>
    public Task<List<StoredSilo>> ListSilosAsync() => ReadAsync(
        "SELECT SiloName, Port, Generation, Status FROM OrleansMembershipTable ORDER BY StartTime",
        row => new StoredSilo(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)));

    /// <summary>Waits until the others have put out a silo that has died; answers how long that took.</summary>
    /// <param name="silo">As it was listed before.</param>
    /// <param name="since">When it died, as TimeProvider.System stamps it.</param>
    /// <param name="limit">After which the test fails.</param>
    public async Task<TimeSpan> OutAsync(StoredSilo silo, long since, TimeSpan limit)
    {
        var dead = silo with { Status = StoredSilo.Dead };
        await Eventually.GetAsync(ListSilosAsync, all => all.Contains(dead), limit, () => cluster.Output, all => string.Join(", ", all));
        return TimeProvider.System.GetElapsedTime(since);
    }

    /// <summary>Whatever users were told is done is there, and no order twice.</summary>
    public async Task ShouldHoldAcknowledgedAsync(CallLoad load, string context)
    {
        var orders = await ListOrdersAsync();
        orders.ShouldBeUnique(context);
        load.Orders.Except(orders).ShouldBeEmpty($"{context}: orders that were acknowledged are there");
        load.Runs.Except((await ListRunsAsync()).Select(run => run.Id)).ShouldBeEmpty($"{context}: runs that were acknowledged are there");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task ShouldHoldAsync(string symbol, string interval, long from, long to, TimeSpan soon)
    {
        var truth = (await cluster.Venue.GetClosedKlinesAsync(symbol, interval, from, to)).Select(kline => (kline.OpenTime, kline.Close, kline.Volume, kline.Trades)).ToList();
        truth.Count.ShouldBeGreaterThan(interval == "1m" ? 10 : 1);
        var stored = await Eventually.GetAsync(
            () => ReadAsync(
                """
                SELECT k.open_time, k.close, k.volume, k.trades FROM klines AS k JOIN kline_series AS s ON s.id = k.series
                WHERE s.symbol = $1 AND s.interval = $2 AND k.open_time BETWEEN $3 AND $4 ORDER BY k.open_time
                """,
                row => (OpenTime: row.GetInt64(0), Close: row.GetDouble(1), Volume: row.GetDouble(2), Trades: row.GetInt32(3)), symbol, interval, from, to),
            found => found.Count == truth.Count, soon, () => cluster.Output,
            found => $"{symbol} {interval}: {found.Count} of {truth.Count}; lacking {string.Join(", ", truth.Select(one => one.OpenTime).Except(found.Select(one => one.OpenTime)))}");
        stored.ShouldBe(truth, $"{symbol} {interval}");
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = _database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}

/// <summary>A run of a job. Times are Unix milliseconds.</summary>
internal sealed record StoredRun(string Id, string Job, long? Slot, int State, long QueuedAt)
{
    /// <summary>States from 2 on are final.</summary>
    public bool IsOver => State >= 2;
}

/// <summary>A silo in the membership; of those that were started anew each is one of its own.</summary>
internal sealed record StoredSilo(string Name, int Port, int Generation, int Status)
{
    public const int Active = 3;
    public const int Dead = 6;
}

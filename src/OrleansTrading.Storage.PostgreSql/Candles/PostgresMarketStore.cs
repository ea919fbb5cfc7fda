using Npgsql;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.PostgreSql.Candles;

/// <summary>
/// Candles in PostgreSQL: partitions by month, which are made when a candle of theirs comes, or a hypertable of TimescaleDB. Which of them only the
/// database's own functions know (Migrations/005-hypertable.sql). Any number of processes may write.
/// </summary>
public sealed class PostgresMarketStore : IMarketStore, IKlinePruning, IAsyncDisposable
{
    private const int MaxWaitingCandles = 1_000_000;
    private const int MostAttempts = 10;

    private readonly PostgresDatabase _database;
    private readonly KlineTable _table = new();
    private readonly KlineGathering _gathering;

    public PostgresMarketStore(PostgresDatabase database)
    {
        _database = database;
        _gathering = new KlineGathering(saves => WriteAsync(saves, leavesOthers: false, CancellationToken.None), MaxWaitingCandles);
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database stays away, or too much waits for it.</exception>
    /// <exception cref="IOException">The database refused.</exception>
    public async Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // A copy: it is written after this returns, when the caller may have changed its list.
        Kline[] saved = [.. klines];
        KlineArguments.CheckClosed(interval, saved);
        if (saved.Length > 0)
            await _gathering.SaveAsync(new KlineSave(new StoredSeries(instrument, interval), saved)).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    public async Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await RunAsync<IReadOnlyList<Kline>>(
            async (connection, token) => await _table.FindAsync(connection, new StoredSeries(instrument, interval), token) is { } series
                ? await KlineTable.ReadAsync(connection, "series = $1 AND open_time BETWEEN $2 AND $3 ORDER BY open_time LIMIT $4", token, series, from, to, limit)
                : [],
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    public async Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(
        InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return await RunAsync<IReadOnlyList<Kline>>(
            async (connection, token) =>
            {
                if (await _table.FindAsync(connection, new StoredSeries(instrument, interval), token) is not { } series)
                    return [];
                var latest = await KlineTable.ReadAsync(connection, "series = $1 ORDER BY open_time DESC LIMIT $2", token, series, count);
                latest.Reverse();
                return latest;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) =>
        await RunAsync<IReadOnlyList<StoredSeries>>(async (connection, token) => await KlineTable.ListAsync(connection, token), cancellationToken);

    /// <summary>Takes the database for a venue's market, unless it is taken.</summary>
    /// <returns>Whose it is.</returns>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    public Task<string> ClaimMarketAsync(string venue, string market, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => KlineTable.ClaimAsync(connection, venue, market, token), cancellationToken);

    /// <summary>Makes the partitions of a time's month and of the months after it, so that no write has to. A hypertable needs none.</summary>
    /// <returns>How many were made.</returns>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    public Task<int> PrepareAsync(DateTimeOffset now, int monthsAhead, CancellationToken cancellationToken)
    {
        var month = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        long[] times = [.. Enumerable.Range(0, monthsAhead + 1).Select(ahead => month.AddMonths(ahead).ToUnixTimeMilliseconds())];
        return RunAsync((connection, token) => KlineTable.PrepareAsync(connection, times, token), cancellationToken);
    }

    /// <summary>Drops the months, or the chunks of a hypertable, that end before a time, Unix milliseconds.</summary>
    /// <returns>About how many candles went.</returns>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    public Task<long> PruneAsync(long before, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => KlineTable.PruneAsync(connection, before, token), cancellationToken);

    /// <summary>Lets what is under way finish.</summary>
    public async ValueTask DisposeAsync() => await _gathering.DrainAsync();

    /// <summary>Saves the candles whose open times are not there; what is there stays as it is.</summary>
    /// <exception cref="IOException">The database stays away, or refused.</exception>
    internal Task SaveMissingAsync(StoredSeries series, IReadOnlyList<Kline> klines, CancellationToken cancellationToken) =>
        WriteAsync([new KlineSave(series, [.. klines])], leavesOthers: true, cancellationToken);

    private Task<bool> WriteAsync(IReadOnlyList<KlineSave> saves, bool leavesOthers, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var numbers = await _table.NumberAsync(connection, saves.Select(save => save.Series), token);
            List<KlineRow> rows = [.. saves.SelectMany(save => save.Klines.Select(kline => new KlineRow(numbers[save.Series], kline)))];
            await KlineTable.WriteAsync(connection, KlineRow.Fold(rows), leavesOthers, token);
            return true;
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.RunAsync(
                async (connection, token) =>
                {
                    for (var attempt = 1; ; attempt++)
                    {
                        try
                        {
                            return await work(connection, token);
                        }
                        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateTable && attempt < MostAttempts)
                        {
                            // Another process has made the same month meanwhile, and this connection did not know yet; from its next statement on it does.
                        }
                        catch (NpgsqlException)
                        {
                            _table.Forget();
                            throw;
                        }
                    }
                },
                cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new IOException($"The database {_database.Name} on {_database.Host} refused: {exception.Message}", exception);
        }
    }
}

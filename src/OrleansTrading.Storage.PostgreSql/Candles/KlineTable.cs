using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql.Records;

namespace OrleansTrading.Storage.PostgreSql.Candles;

/// <summary>The statements on the tables of candles. Each can be run again.</summary>
internal sealed class KlineTable
{
    private const string Columns = "open_time, open, high, low, close, volume, quote_volume, taker_buy_volume, taker_buy_quote_volume, series, trades, repaired";

    /// <remarks>Lives as long as the connection, empty between transactions.</remarks>
    private const string Stage = "CREATE TEMP TABLE IF NOT EXISTS staged_klines (LIKE klines) ON COMMIT DELETE ROWS";

    /// <remarks>What is there with the same values is not written again, except to mark it as repaired.</remarks>
    private const string Upsert = $"""
        INSERT INTO klines AS k ({Columns}) SELECT {Columns} FROM staged_klines
        ON CONFLICT (series, open_time) DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
            volume = excluded.volume, quote_volume = excluded.quote_volume, taker_buy_volume = excluded.taker_buy_volume,
            taker_buy_quote_volume = excluded.taker_buy_quote_volume, trades = excluded.trades, repaired = excluded.repaired
        WHERE (k.open, k.high, k.low, k.close, k.volume, k.quote_volume, k.taker_buy_volume, k.taker_buy_quote_volume, k.trades)
            <> (excluded.open, excluded.high, excluded.low, excluded.close, excluded.volume, excluded.quote_volume, excluded.taker_buy_volume,
                excluded.taker_buy_quote_volume, excluded.trades)
            OR (excluded.repaired AND NOT k.repaired)
        """;

    private const string InsertMissing = $"INSERT INTO klines ({Columns}) SELECT {Columns} FROM staged_klines ON CONFLICT (series, open_time) DO NOTHING";

    private readonly ConcurrentDictionary<StoredSeries, int> _ids = new();

    /// <summary>A database that was away may come back as an older one, which numbers its series otherwise.</summary>
    public void Forget() => _ids.Clear();

    public async Task<int?> FindAsync(NpgsqlConnection connection, StoredSeries series, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(series, out var known))
            return known;
        await using var command = new NpgsqlCommand("SELECT id FROM kline_series WHERE venue = $1 AND symbol = $2 AND interval = $3", connection)
        {
            Parameters = { Value(series.Instrument.Venue), Value(series.Instrument.Symbol), Value(series.Interval.ToCode()) },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is int id ? _ids[series] = id : null;
    }

    /// <summary>The numbers of series, given to those that have none.</summary>
    public async Task<Dictionary<StoredSeries, int>> NumberAsync(NpgsqlConnection connection, IEnumerable<StoredSeries> series, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<StoredSeries, int>();
        foreach (var one in series.Distinct())
            numbers[one] = _ids.GetValueOrDefault(one);
        var unknown = numbers.Where(entry => entry.Value == 0).Select(entry => entry.Key).ToArray();
        if (unknown.Length == 0)
            return numbers;
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // In order, so that two who add the same ones do not wait for each other. It comes about by itself: a number without candles does no harm.
                Command("INSERT INTO kline_series (venue, symbol, interval) SELECT * FROM unnest($1, $2, $3) ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING", unknown),
                Command("SELECT s.id, n.at FROM unnest($1, $2, $3) WITH ORDINALITY AS n (venue, symbol, interval, at) JOIN kline_series AS s USING (venue, symbol, interval)", unknown),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var one = unknown[reader.GetInt64(1) - 1];
            numbers[one] = _ids[one] = reader.GetInt32(0);
        }

        return numbers;
    }

    /// <param name="connection">Without a transaction.</param>
    /// <param name="rows">Each key once.</param>
    /// <param name="leavesOthers">Whether what is there already stays as it is.</param>
    /// <param name="cancellationToken">Ends the call; nothing is written then.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, List<KlineRow> rows, bool leavesOthers, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var prepare = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Stage),
                new NpgsqlBatchCommand("SELECT prepare_klines($1)") { Parameters = { Value(MonthsOf(rows)) } },
            },
        })
        {
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        }

        await CopyAsync(connection, rows, cancellationToken);
        await using var write = new NpgsqlCommand(leavesOthers ? InsertMissing : Upsert, connection, transaction);
        await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A series' candles, as the given end of the query orders them.</summary>
    public static async Task<List<Kline>> ReadAsync(
        NpgsqlConnection connection, string conditionAndOrder, CancellationToken cancellationToken, params long[] values)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM klines WHERE {conditionAndOrder}", connection);
        foreach (var value in values)
            command.Parameters.Add(Value(value));
        var read = new List<Kline>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(new Kline(
                reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5),
                reader.GetDouble(6), reader.GetDouble(7), reader.GetDouble(8), reader.GetInt32(10), Closed: true)
            {
                Repaired = reader.GetBoolean(11),
            });
        }

        return read;
    }

    public static async Task<List<StoredSeries>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT venue, symbol, interval FROM kline_series AS s WHERE EXISTS (SELECT FROM klines AS k WHERE k.series = s.id) ORDER BY 1, 2, 3", connection);
        var found = new List<StoredSeries>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new StoredSeries(new InstrumentId(reader.GetString(0), reader.GetString(1)), KlineIntervals.Parse(reader.GetString(2))));
        return found;
    }

    public static async Task<string> ClaimAsync(NpgsqlConnection connection, string venue, string market, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("INSERT INTO kline_markets (venue, market) VALUES ($1, $2) ON CONFLICT DO NOTHING") { Parameters = { Value(venue), Value(market) } },
                new NpgsqlBatchCommand("SELECT market FROM kline_markets WHERE venue = $1") { Parameters = { Value(venue) } },
            },
        };
        return (string)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<int> PrepareAsync(NpgsqlConnection connection, long[] times, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT prepare_klines($1)", connection) { Parameters = { Value(times) } };
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<long> PruneAsync(NpgsqlConnection connection, long before, CancellationToken cancellationToken)
    {
        // One transaction. Whoever reads or writes waits behind a drop that waits: it is rather tried again.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var wait = new NpgsqlCommand("SET LOCAL lock_timeout = '2s'", connection, transaction))
            await wait.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT prune_klines($1)", connection, transaction) { Parameters = { Value(before) }, CommandTimeout = MonthlyPartitions.LongCommand };
        var gone = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<KlineRow> rows, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"COPY staged_klines ({Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var (series, kline) in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(kline.OpenTime, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(kline.Open, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.High, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.Low, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.Close, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.Volume, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.QuoteVolume, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.TakerBuyVolume, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(kline.TakerBuyQuoteVolume, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(series, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync(kline.Trades, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync(kline.Repaired, NpgsqlDbType.Boolean, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>One open time of each month.</summary>
    private static long[] MonthsOf(List<KlineRow> rows)
    {
        var months = new Dictionary<int, long>();
        var (day, last) = (86_400_000L, -1L);
        foreach (var (_, kline) in rows)
        {
            if (kline.OpenTime / day == last)
                continue;
            last = kline.OpenTime / day;
            var time = DateTimeOffset.FromUnixTimeMilliseconds(kline.OpenTime);
            months.TryAdd((time.Year * 12) + time.Month, kline.OpenTime);
        }

        return [.. months.Values];
    }

    private static NpgsqlBatchCommand Command(string sql, StoredSeries[] series) => new(sql)
    {
        Parameters =
        {
            Value(series.Select(one => one.Instrument.Venue).ToArray()), Value(series.Select(one => one.Instrument.Symbol).ToArray()),
            Value(series.Select(one => one.Interval.ToCode()).ToArray()),
        },
    };

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}

using Npgsql;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Storage.Tests.PostgreSql.Timescale;

/// <summary>What tests ask of a database with TimescaleDB.</summary>
internal static class HypertableDatabase
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task ExecuteAsync(this PostgresDatabase database, string sql) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(token);
        },
        Token);

    public static Task<T> AskAsync<T>(this PostgresDatabase database, string sql) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (T)(await command.ExecuteScalarAsync(token))!;
        },
        Token);

    /// <summary>Compresses all chunks, however new they are; also what was written to them since the last time.</summary>
    public static Task CompressAsync(this PostgresDatabase database) => database.ExecuteAsync("SELECT compress_chunk(chunk) FROM show_chunks('klines') AS chunk");
}

using System.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>A database with the cluster's tables, asked as the engine asks it: a query by its key, parameters by name and type.</summary>
internal sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly Dictionary<string, string> _queries = [];

    private ClusterDatabase(string connectionString) => _source = NpgsqlDataSource.Create(connectionString);

    public IReadOnlyCollection<string> Keys => _queries.Keys;

    public static async Task<ClusterDatabase> CreateAsync(PostgresServer server)
    {
        var database = new ClusterDatabase(await server.CreateDatabaseAsync());
        await database.ApplyAsync();
        await using var command = database._source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            database._queries[reader.GetString(0)] = reader.GetString(1);
        return database;
    }

    public async Task ApplyAsync()
    {
        await using var database = new PostgresDatabase(_source.ConnectionString, Options.Create(new DatabaseOptions()), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(TestContext.Current.CancellationToken);
    }

    /// <returns>The rows, each by column name.</returns>
    public async Task<List<Dictionary<string, object?>>> AskAsync(string key, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using var command = _source.CreateCommand(_queries[key]);
        foreach (var (name, type, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    /// <returns>The one value of the one row.</returns>
    public async Task<object?> AskOneAsync(string key, params (string Name, DbType Type, object? Value)[] parameters) =>
        (await AskAsync(key, parameters)).ShouldHaveSingleItem().Values.ShouldHaveSingleItem();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

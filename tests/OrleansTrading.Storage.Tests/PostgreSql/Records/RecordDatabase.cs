using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>The stores of records of one silo over a database whose tables are up to date.</summary>
internal sealed class RecordDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RecordDatabase(string connectionString, DatabaseOptions options)
    {
        ConnectionString = connectionString;
        Database = PostgresDatabases.Open(connectionString, options);
        _services = new ServiceCollection().AddLogging().AddSingleton(Database).AddPostgresRecordStores().BuildServiceProvider();
    }

    public string ConnectionString { get; }

    public PostgresDatabase Database { get; }

    /// <summary>A new, empty database.</summary>
    public static async Task<RecordDatabase> CreateAsync(PostgresServer server, DatabaseOptions? options = null)
    {
        var made = new RecordDatabase(await server.CreateDatabaseAsync(), options ?? new DatabaseOptions());
        await PostgresDatabases.Migrator(made.Database).MigrateAsync(TestContext.Current.CancellationToken);
        return made;
    }

    /// <summary>The stores of another silo over the same database.</summary>
    public RecordDatabase OfAnotherSilo() => Open(ConnectionString);

    public static RecordDatabase Open(string connectionString, DatabaseOptions? options = null) => new(connectionString, options ?? new DatabaseOptions());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What an operator would be answered.</summary>
    public Task<T> AskAsync<T>(string sql) => Database.RunAsync(async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(token))!;
    }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}

using Npgsql;

namespace OrleansTrading.Silo.Engine;

/// <summary>
/// Makes the tables of membership, grain state and reminders, and the queries by which the cluster engine reaches them,
/// before the silo starts. Every silo does it; what is there already stays.
/// </summary>
internal sealed partial class ClusterSchema(string connectionString, ILogger<ClusterSchema> logger) : IHostedLifecycleService
{
    private const string Resource = "OrleansTrading.Silo.Engine.Cluster.ClusterSchema.sql";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(await ReadScriptAsync(cancellationToken), connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        LogReady(connection.Database, connection.Host ?? "");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<string> ReadScriptAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(ClusterSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build left out {Resource}.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    [LoggerMessage(1310, LogLevel.Information, "The cluster's tables are in database {Database} on {Host}.")]
    private partial void LogReady(string database, string host);
}

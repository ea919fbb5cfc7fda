using System.Globalization;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseReadiness(PostgresDatabase database) : IReadinessCheck
{
    public string Name => "store";

    public bool IsNeeded => false;

    public async Task<string?> FindReasonAsync(CancellationToken cancellationToken) =>
        await database.IsThereAsync(cancellationToken) ? null
        : database.AwaySince is { } since ? string.Create(CultureInfo.InvariantCulture, $"The database has not been reached since {since:yyyy-MM-ddTHH:mm:ssZ}.")
        : "The database has not been reached.";
}

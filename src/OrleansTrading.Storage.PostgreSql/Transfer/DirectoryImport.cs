using System.Data;
using Npgsql;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>
/// Brings what an export, or the data directory of a stopped service, holds into the database, and reads it there again: counts and checksums
/// of both sides must agree. All of it can be done again, after a part of it too: what is there already stays as it is.
/// </summary>
/// <param name="database">The way to it; its tables are up to date.</param>
/// <param name="market">Candles there.</param>
/// <param name="accounts">Events of accounts there.</param>
/// <param name="serviceId">The service of the cluster that is to have grains' state and reminders.</param>
public sealed class DirectoryImport(PostgresDatabase database, PostgresMarketStore market, IAccountEventStore accounts, string serviceId)
{
    private const string MarketFile = "market.txt";

    /// <summary>Held while something is brought in; of this program alone.</summary>
    internal const long Lock = 7_301_005;

    /// <param name="directory">The export, or the data directory.</param>
    /// <param name="tell">Is told each part once it is there and agrees.</param>
    /// <param name="cancellationToken">Ends it; it can be begun again.</param>
    /// <exception cref="IOException">The directory or the database cannot be had, or is another market's, or silos or another import use it.</exception>
    /// <exception cref="InvalidDataException">Something cannot be read, or does not agree: what, a few of each part by name.</exception>
    public Task<IReadOnlyList<StoredPart>> RunAsync(string directory, Action<StoredPart> tell, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            // Of the session: it also ends with the connection, and whoever has lost it is still kept from mixing accounts by their numbers.
            if (!await AskAsync(connection, $"SELECT pg_try_advisory_lock({Lock})", token))
                throw new IOException($"Another import into the database {database.Name} is under way: let it end before the next.");
            try
            {
                return await ImportAsync(directory, tell, token);
            }
            finally
            {
                await GiveBackAsync(connection);
            }
        },
        cancellationToken);

    private async Task<IReadOnlyList<StoredPart>> ImportAsync(string directory, Action<StoredPart> tell, CancellationToken cancellationToken)
    {
        var source = Path.Combine(directory, DirectoryExport.Market);
        if (!Directory.Exists(source))
            throw new DirectoryNotFoundException($"'{directory}' holds no '{DirectoryExport.Market}': it is neither an export nor a data directory.");
        var manifest = await ExportManifest.FindAsync(directory, cancellationToken);
        if (manifest is not null)
            await DirectoryExport.VerifyAsync(directory, manifest, cancellationToken);
        await RefuseBesideSilosAsync(cancellationToken);
        await ClaimAsync(source, cancellationToken);
        var report = new ImportReport(tell);
        await using var stores = new EmbeddedStores(source);
        await CandleImport.RunAsync(stores, market, report, cancellationToken);
        await EmbeddedStores.VisitRecordsAsync(new RecordImport(stores, database, report, cancellationToken));
        await AccountImport.RunAsync(stores, accounts, report, cancellationToken);
        await new GrainImport(Path.Combine(directory, DirectoryExport.Grains), serviceId, database, report).RunAsync(cancellationToken);
        report.ThrowIfAnythingDiffers();
        if (stores.Unreadable > 0)
            throw new InvalidDataException($"{stores.Unreadable} records of '{source}' cannot be read, and are not imported.");
        if (manifest is not null && !manifest.Parts.SequenceEqual(report.Parts))
            throw new InvalidDataException($"What was read is not what was exported: {string.Join(", ", report.Parts.Except(manifest.Parts).Select(part => part.Name))}.");
        return report.Parts;
    }

    private static async Task GiveBackAsync(NpgsqlConnection connection)
    {
        try
        {
            if (connection.State == ConnectionState.Open)
                await AskAsync(connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        }
        catch (NpgsqlException) when (connection.State != ConnectionState.Open)
        {
            // The session has ended, and the lock with it: nothing is changed in what the import has come to.
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task RefuseBesideSilosAsync(CancellationToken cancellationToken)
    {
        var sessions = await database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1", connection)
                {
                    Parameters = { new() { Value = DatabaseOptions.SiloName } },
                };
                return (long)(await command.ExecuteScalarAsync(token))!;
            },
            cancellationToken);
        if (sessions > 0)
            throw new IOException($"Silos are connected to the database {database.Name} ({sessions} sessions): stop them before anything is brought into it.");
    }

    private async Task ClaimAsync(string source, CancellationToken cancellationToken)
    {
        var path = Path.Combine(source, MarketFile);
        if (!File.Exists(path))
            return;
        foreach (var line in (await File.ReadAllLinesAsync(path, cancellationToken)).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (await market.ClaimMarketAsync(line.Split(' ')[0], line, cancellationToken) is var holder && holder != line)
                throw new IOException($"The database holds candles of {holder}, and '{source}' of {line}. Candles of different markets are never mixed.");
        }
    }
}

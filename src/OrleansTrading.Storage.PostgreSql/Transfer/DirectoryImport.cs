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

    /// <param name="directory">The export, or the data directory.</param>
    /// <param name="tell">Is told each part once it is there and agrees.</param>
    /// <param name="cancellationToken">Ends it; it can be begun again.</param>
    /// <exception cref="IOException">The directory or the database cannot be had, or is another market's, or silos use it.</exception>
    /// <exception cref="InvalidDataException">Something cannot be read, or does not agree.</exception>
    public async Task<IReadOnlyList<StoredPart>> RunAsync(string directory, Action<StoredPart> tell, CancellationToken cancellationToken)
    {
        var source = Path.Combine(directory, DirectoryExport.Market);
        if (!Directory.Exists(source))
            throw new DirectoryNotFoundException($"'{directory}' holds no '{DirectoryExport.Market}': it is neither an export nor a data directory.");
        var manifest = await ExportManifest.FindAsync(directory, cancellationToken);
        if (manifest is not null)
            await DirectoryExport.VerifyAsync(directory, manifest, cancellationToken);
        await RefuseBesideSilosAsync(cancellationToken);
        await ClaimAsync(source, cancellationToken);
        List<StoredPart> parts = [];
        await using var stores = new EmbeddedStores(source);
        await CandleImport.RunAsync(stores, market, Done, cancellationToken);
        await EmbeddedStores.VisitRecordsAsync(new RecordImport(stores, database, Done, cancellationToken));
        await AccountImport.RunAsync(stores, accounts, Done, cancellationToken);
        await new GrainImport(Path.Combine(directory, DirectoryExport.Grains), serviceId, database, Done).RunAsync(cancellationToken);
        if (stores.Unreadable > 0)
            throw new InvalidDataException($"{stores.Unreadable} records of '{source}' cannot be read, and are not imported.");
        if (manifest is not null && !manifest.Parts.SequenceEqual(parts))
            throw new InvalidDataException($"What was read is not what was exported: {string.Join(", ", parts.Except(manifest.Parts).Select(part => part.Name))}.");
        return parts;

        void Done(string name, Tally read, Tally stored)
        {
            var part = read.ToPart(name);
            if (part != stored.ToPart(name))
                throw new InvalidDataException($"{name}: {part.Count} were imported (checksum {part.Checksum}), and the database has {stored.ToPart(name).Count} of them as they are (checksum {stored.ToPart(name).Checksum}). What was there before is left as it was.");
            parts.Add(part);
            tell(part);
        }
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

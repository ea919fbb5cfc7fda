using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.PostgreSql.Transfer;

namespace OrleansTrading.Silo.Commands;

/// <summary>
/// <c>import DIR</c>: brings an export, or the data directory of a stopped service, into the database that the settings name, and reads it
/// there again. It can be done again, whatever it has come to.
/// </summary>
internal static class ImportCommand
{
    public const string Name = "import";

    /// <param name="directory">The export.</param>
    /// <param name="words">Settings, as the service takes them.</param>
    /// <param name="output">Where it is told what is there.</param>
    /// <param name="errors">Where it is told what is wrong.</param>
    /// <param name="cancellationToken">Ends it; it can be begun again.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string directory, string[] words, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        await using var services = DatabaseCommand.Services(CommandLine.Parse(words), out var reasons, builder => builder.Services.AddPostgresRecordStores());
        if (services is null)
        {
            foreach (var reason in reasons)
                await errors.WriteLineAsync(reason);
            return ExitCodes.Usage;
        }

        try
        {
            await services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            var database = services.GetRequiredService<PostgresDatabase>();
            var import = new DirectoryImport(
                database, services.GetRequiredService<PostgresMarketStore>(), services.GetRequiredService<IAccountEventStore>(),
                ClusterSettings.Read(services.GetRequiredService<IConfiguration>()).ServiceId);
            await import.RunAsync(directory, part => output.Write(TransferText.Of(part)), cancellationToken);
            await output.WriteLineAsync($"All of it is in the database {database.Name} on {database.Host}, and agrees.");
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await errors.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }
}

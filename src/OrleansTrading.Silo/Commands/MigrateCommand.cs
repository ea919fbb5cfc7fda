using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Commands;

/// <summary><c>migrate</c>: brings the tables of the database that the settings name up to this build's, and says which steps that took.</summary>
internal static class MigrateCommand
{
    public const string Name = "migrate";

    /// <param name="words">Settings, as the service takes them.</param>
    /// <param name="output">Where the steps are told.</param>
    /// <param name="errors">Where it is told what is wrong.</param>
    /// <param name="cancellationToken">Ends it; a step that is under way then leaves nothing.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var line = CommandLine.Parse(words);
        await using var services = DatabaseCommand.Services(line, out var reasons);
        if (services is null)
        {
            foreach (var reason in reasons)
                await errors.WriteLineAsync(reason);
            return ExitCodes.Usage;
        }

        var database = services.GetRequiredService<PostgresDatabase>();
        try
        {
            var migrator = services.GetRequiredService<Migrator>();
            var applied = await migrator.MigrateAsync(cancellationToken);
            foreach (var step in applied)
                await output.WriteLineAsync($"{step.Number:000} {step.Name} applied");
            await output.WriteLineAsync($"The tables of the database {database.Name} on {database.Host} are up to date.");
            if (migrator.Candles is not null)
                await output.WriteLineAsync($"Candles lie {migrator.Candles}.");
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or System.Data.Common.DbException)
        {
            await errors.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }
}

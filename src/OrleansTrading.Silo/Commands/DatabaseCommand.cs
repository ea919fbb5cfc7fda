using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Commands;

/// <summary>What the commands have in common that work on the database without a service: its settings come from where the service's do.</summary>
internal static class DatabaseCommand
{
    /// <summary>What sessions of a command are called on the server: it may run where no silo may.</summary>
    private const string ApplicationName = DatabaseOptions.SiloName + " command";

    /// <param name="line">Settings, as the service takes them.</param>
    /// <param name="reasons">Why there are none.</param>
    /// <param name="add">Adds to what is made.</param>
    /// <returns>The way to the database; null when the settings do not say it.</returns>
    public static ServiceProvider? Services(CommandLine line, out IReadOnlyList<string> reasons, Action<WebApplicationBuilder>? add = null)
    {
        var builder = Hosting.HostDefaults.CreateBuilder(line);
        List<string> found = [.. line.Errors, .. SettingsCatalogue.Defects(builder.Configuration)];
        var database = DatabaseName.Of(builder.Configuration);
        if (database is null)
            found.Add($"No database is named: {ConnectionStringOptions.Section}:{DatabaseOptions.ConnectionName} (or the variable {ConnectionStringOptions.Section}__{DatabaseOptions.ConnectionName}).");
        else if (DatabaseName.Defect(builder.Configuration) is { } defect)
            found.Add(defect);
        reasons = found;
        if (found.Count > 0)
            return null;
        builder.Services.AddPostgresDatabase(database!, ApplicationName).AddPostgresMarketStore();
        add?.Invoke(builder);
        return builder.Services.BuildServiceProvider();
    }
}

using System.Data.Common;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Keys that protect what the dashboard hands to a browser, in the database: a session that one silo has begun holds at all of them.
/// Without a database there is one silo, which keeps them in its directory.
/// </summary>
internal sealed class DatabaseKeys(PostgresDatabase database) : IXmlRepository
{
    /// <summary>Held while the table is made, by which silo ever comes first. 7301001 to 7301003 are those of the steps, of candles' months and of records' months.</summary>
    private const long Lock = 7_301_004;

    public static void Add(WebApplicationBuilder builder)
    {
        // The name is part of what is protected: silos that lie in different directories are of one application all the same.
        var protection = builder.Services.AddDataProtection().SetApplicationName("OrleansTrading");
        if (DatabaseName.Of(builder.Configuration) is null || DatabaseName.Defect(builder.Configuration) is not null)
            protection.PersistKeysToFileSystem(new DirectoryInfo(DataDirectory.OfKeys(builder.Configuration)));
        else
            builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
                keys => keys.XmlRepository = new DatabaseKeys(provider.GetRequiredService<PostgresDatabase>())));
    }

    /// <remarks>The framework asks synchronously, about once a day, and keeps what it has when this fails.</remarks>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.RunAsync((connection, token) => ReadAsync(connection, token), CancellationToken.None).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => database.RunAsync(
        (connection, token) => StoreAsync(connection, friendlyName, element.ToString(SaveOptions.DisableFormatting), token), CancellationToken.None).GetAwaiter().GetResult();

    private static async Task<IReadOnlyCollection<XElement>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await MakeTableAsync(connection, cancellationToken);
        await using var command = Command(connection, "SELECT content FROM data_protection_keys ORDER BY name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<XElement> keys = [];
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    private static async Task StoreAsync(DbConnection connection, string name, string content, CancellationToken cancellationToken)
    {
        await MakeTableAsync(connection, cancellationToken);
        await using var command = Command(connection, "INSERT INTO data_protection_keys VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, content);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <remarks>Two that make a table at once would get in each other's way. Once it is there, no right to make tables is needed.</remarks>
    private static async Task MakeTableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using (var look = Command(connection, "SELECT to_regclass('data_protection_keys') IS NOT NULL"))
        {
            if ((bool)(await look.ExecuteScalarAsync(cancellationToken))!)
                return;
        }

        // One message of two statements is one transaction, which the lock ends with.
        await using var command = Command(
            connection, $"SELECT pg_advisory_xact_lock({Lock}); CREATE TABLE IF NOT EXISTS data_protection_keys (name text PRIMARY KEY, content text NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<string> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

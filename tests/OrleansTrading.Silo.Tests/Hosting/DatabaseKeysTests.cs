using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class DatabaseKeysTests(PostgresServer server)
{
    [Fact]
    public async Task Session_SealedByOneSilo_IsReadByAnother()
    {
        var database = await server.CreateDatabaseAsync();
        await using var first = Silo(database);
        await using var second = Silo(database);
        // Both make the table and a first key, if they get that far.
        var made = await Task.WhenAll(Task.Run(() => Protector(first).Protect("anna")), Task.Run(() => Protector(second).Protect("ben")));
        await using var third = Silo(database);
        made.Select(Protector(third).Unprotect).ShouldBe(["anna", "ben"]);
    }

    [Fact]
    public async Task Keys_WhileAMonthOfCandlesIsMade_DoNotWaitForIt()
    {
        var database = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var preparing = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // As prepare_klines holds it until its transaction ends.
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_lock(7301002)", preparing))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var silo = Silo(database);
        (await Task.Run(() => Protector(silo).Protect("anna")).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Keys_WithoutADatabase_LieInTheDirectory()
    {
        using var data = new TemporaryDirectory();
        var builder = HostDefaults.CreateBuilder(CommandLine.Parse(["--data", data.Path]));
        DatabaseKeys.Add(builder);
        await using var provider = builder.Services.BuildServiceProvider();
        provider.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository.ShouldBeOfType<FileSystemXmlRepository>();
        Protector(provider).Protect("anna");
        Directory.EnumerateFiles(Path.Combine(data.Path, "keys")).ShouldHaveSingleItem();
    }

    private static ServiceProvider Silo(string database)
    {
        var builder = HostDefaults.CreateBuilder(CommandLine.Parse(["--ConnectionStrings:Database", database]));
        builder.Services.AddPostgresDatabase(database);
        DatabaseKeys.Add(builder);
        return builder.Services.BuildServiceProvider();
    }

    private static IDataProtector Protector(IServiceProvider provider) => provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}

using Microsoft.Extensions.Configuration;
using Npgsql;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class DatabaseNameTests
{
    [Fact]
    public void OfEngine_AnyConnectionString_HasASmallPoolOfItsOwn()
    {
        var engine = new NpgsqlConnectionStringBuilder(DatabaseName.OfEngine(Named("Host=db;Database=d;Maximum Pool Size=100")));
        (engine.Host, engine.Database, engine.MaxPoolSize, engine.ApplicationName).ShouldBe(("db", "d", 10, "OrleansTrading"));
        var most = new DatabaseOptions().MaxConnections + engine.MaxPoolSize;
        File.ReadAllText(Repository.PathOf("docs", "deployment-checklist.md")).ShouldContain($"{most} for each silo");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hast=x")]
    public void OfEngine_NoConnectionString_IsLeftToTheCheckAtStart(string named) =>
        DatabaseName.OfEngine(Named(named)).ShouldBe(named.Length == 0 ? null : named);

    private static IConfiguration Named(string database) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Database", database)]).Build();
}

using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Storage.Tests.PostgreSql;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Host=db;Password=a=b;SSL Mode=Require", "Host=db;Password=\"a=b\";SSL Mode=Require;GSS Encryption Mode=Disable")]
    [InlineData("Host=db;GSS Encryption Mode=Require", "Host=db;GSS Encryption Mode=Require")]
    public void WithoutOffer_AnyConnectionString_ChangesNothingElse(string given, string expected) =>
        PostgresDatabase.WithoutOffer(given).ShouldBe(expected);
}

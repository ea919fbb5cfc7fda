using OrleansTrading.TestKit;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(TimescaleServer))]

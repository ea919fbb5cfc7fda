using OrleansTrading.TestKit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

using Npgsql;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.PostgreSql;

public sealed class MigratorTests(PostgresServer server)
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE a (x integer); INSERT INTO a VALUES (1);");
    private static readonly Migration Second = new(2, "second", "CREATE TABLE b (x integer);");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Steps_OfThisBuild_AreNumberedWithoutADouble()
    {
        Migration.All.ShouldNotBeEmpty();
        Migration.All.Select(step => step.Number).ShouldBeUnique();
        Migration.All.ShouldBeInOrder(SortDirection.Ascending, Comparer<Migration>.Create((a, b) => a.Number.CompareTo(b.Number)));
        Migration.All[0].Name.ShouldBe("candles");
    }

    [Fact]
    public async Task Migrate_EmptyDatabase_AppliesAllOnce()
    {
        await using var database = await OpenAsync();
        var migrator = PostgresDatabases.Migrator(database);
        (await migrator.ListMissingAsync(Token)).ShouldBe(Migration.All);
        (await migrator.MigrateAsync(Token)).ShouldBe(Migration.All);
        (await migrator.ListMissingAsync(Token)).ShouldBeEmpty();
        (await migrator.MigrateAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Migrate_ByManyAtOnce_IsDoneByOne()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var databases = Enumerable.Range(0, 6).Select(_ => PostgresDatabases.Open(connectionString)).ToArray();
        var applied = await Task.WhenAll(databases.Select(database => PostgresDatabases.Migrator(database, First, Second).MigrateAsync(Token)));
        applied.Sum(steps => steps.Count).ShouldBe(2);
        (await CountAsync(databases[0], "a")).ShouldBe(1);
        foreach (var database in databases)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Migrate_NextBuild_AppliesWhatIsNew()
    {
        await using var database = await OpenAsync();
        await PostgresDatabases.Migrator(database, First).MigrateAsync(Token);
        (await PostgresDatabases.Migrator(database, First, Second).MigrateAsync(Token)).ShouldBe([Second]);
    }

    [Fact]
    public async Task Migrate_StepThatFails_LeavesNothingOfItAndWhatWasBefore()
    {
        await using var database = await OpenAsync();
        var failing = new Migration(2, "second", "CREATE TABLE b (x integer); SELECT 1 / 0;");
        var thrown = await Should.ThrowAsync<PostgresException>(() => PostgresDatabases.Migrator(database, First, failing).MigrateAsync(Token));
        thrown.SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
        (await CountAsync(database, "pg_class WHERE relname = 'b'")).ShouldBe(0);
        (await CountAsync(database, "schema_migrations")).ShouldBe(1);
        (await PostgresDatabases.Migrator(database, First, Second).MigrateAsync(Token)).ShouldBe([Second], "the lock is free and the step is open");
    }

    [Fact]
    public async Task Migrate_StepWithAnotherText_IsRefused()
    {
        await using var database = await OpenAsync();
        await PostgresDatabases.Migrator(database, First).MigrateAsync(Token);
        var changed = PostgresDatabases.Migrator(database, First with { Sql = "SELECT 1;" }, Second);
        (await Should.ThrowAsync<InvalidDataException>(() => changed.MigrateAsync(Token))).Message.ShouldContain("Step 1 (first)");
        await Should.ThrowAsync<InvalidDataException>(() => changed.ListMissingAsync(Token));
        (await CountAsync(database, "schema_migrations")).ShouldBe(1);
    }

    [Fact]
    public async Task Migrate_BesideWhatARestoreHasPutAside_IsRefused()
    {
        await using var database = await OpenAsync();
        var migrator = PostgresDatabases.Migrator(database, First);
        await ExecuteAsync("ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public");
        (await Should.ThrowAsync<InvalidDataException>(() => migrator.MigrateAsync(Token))).Message.ShouldContain("deploy/restore.sh");
        await Should.ThrowAsync<InvalidDataException>(() => migrator.ListMissingAsync(Token));
        (await CountAsync(database, "pg_class WHERE relnamespace = 'public'::regnamespace")).ShouldBe(0, "an empty schema shows that nothing was restored");

        await ExecuteAsync("DROP SCHEMA public; ALTER SCHEMA before_restore RENAME TO public");
        (await migrator.MigrateAsync(Token)).ShouldBe([First]);

        Task ExecuteAsync(string sql) => database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync(token);
            },
            Token);
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerBuild_IsLetBeUnlessTheStepBreaksThisOne()
    {
        await using var database = await OpenAsync();
        await PostgresDatabases.Migrator(database, First, Second).MigrateAsync(Token);
        (await PostgresDatabases.Migrator(database, First).MigrateAsync(Token)).ShouldBeEmpty();
        var breaking = new Migration(3, "third", "-- breaks older builds\nDROP TABLE a;");
        await PostgresDatabases.Migrator(database, First, Second, breaking).MigrateAsync(Token);
        var thrown = await Should.ThrowAsync<InvalidDataException>(() => PostgresDatabases.Migrator(database, First, Second).MigrateAsync(Token));
        thrown.Message.ShouldContain("step 3 (third)");
    }

    [Fact]
    public async Task Migrate_EndedJustAsTheLockIsGiven_GivesItBack()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var other = PostgresDatabases.Open(connectionString);
        // The lock is there before the statement has come to its end.
        await other.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(
                    "CREATE FUNCTION public.pg_advisory_lock(bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_catalog.pg_advisory_lock($1); PERFORM pg_catalog.pg_sleep(60); END $$",
                    connection);
                await command.ExecuteNonQueryAsync(token);
            },
            Token);
        await using var database = PostgresDatabases.Open(connectionString + ";Search Path=\"public, pg_catalog\"");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var migrating = PostgresDatabases.Migrator(database, First).MigrateAsync(end.Token);
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(Token))
        {
            limit.CancelAfter(TimeSpan.FromSeconds(20));
            while (await LocksAsync() == 0)
                await timer.WaitForNextTickAsync(limit.Token);
        }

        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => migrating.WaitAsync(TimeSpan.FromSeconds(20), Token));
        (await LocksAsync()).ShouldBe(0, "the connection lives on in the pool");

        Task<long> LocksAsync() => CountAsync(other, "pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private async Task<PostgresDatabase> OpenAsync() => PostgresDatabases.Open(await server.CreateDatabaseAsync());

    private static Task<long> CountAsync(PostgresDatabase database, string from) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM {from}", connection);
            return (long)(await command.ExecuteScalarAsync(token))!;
        },
        Token);
}

using System.Data;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>The queries that the cluster engine finds in PostgreSQL keep its contract.</summary>
public sealed class ClusterSchemaTests(PostgresServer server)
{
    private static readonly DateTime Time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly (string, DbType, object?) Cluster = Text("DeploymentId", "test");
    private static readonly (string, DbType, object?) Service = Text("ServiceId", "test");

    private static readonly string[] Keys =
    [
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey",
        "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
        "ReadReminderRowsKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "UpsertReminderRowKey",
        "DeleteReminderRowKey", "DeleteReminderRowsKey", "WriteToStorageKey", "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey",
    ];

    [Fact]
    public async Task Schema_AppliedAgain_ChangesNothingThatIsThere()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        database.Keys.ShouldBe(Keys, ignoreOrder: true);
        await WriteAsync(database, "a", null, [1]);
        await Task.WhenAll(database.ApplyAsync(), database.ApplyAsync());
        (await ReadAsync(database, "a"))!["Version"].ShouldBe(1);
    }

    [Fact]
    public async Task Membership_OfSilosThatJoin_CountsVersions()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        (await database.AskOneAsync("InsertMembershipVersionKey", Cluster)).ShouldBe(1);
        (await database.AskOneAsync("InsertMembershipVersionKey", Cluster)).ShouldBe(0);
        (await database.AskAsync("MembershipReadAllKey", Cluster)).ShouldHaveSingleItem()["Address"].ShouldBeNull("the version comes without any silo");
        (await InsertAsync(database, 11111, version: 0)).ShouldBe(1);
        (await InsertAsync(database, 11111, version: 1)).ShouldBe(0, "the silo is there");
        (await InsertAsync(database, 22222, version: 0)).ShouldBe(0, "the version is gone");
        (await InsertAsync(database, 22222, version: 1)).ShouldBe(1);
        var rows = await database.AskAsync("MembershipReadAllKey", Cluster);
        rows.Select(row => (int)row["Port"]!).Order().ShouldBe([11111, 22222]);
        rows.ShouldAllBe(row => Equals(row["Version"], 2) && Equals(row["StartTime"], Time) && Equals(row["SiloName"], "silo"));
        (await database.AskAsync("GatewaysQueryKey", Cluster, ("Status", DbType.Int32, 3))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Membership_ChangedByManyAtOnce_TakesOne()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        await database.AskOneAsync("InsertMembershipVersionKey", Cluster);
        var joins = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => InsertAsync(database, port, version: 0)));
        joins.Count(joined => Equals(joined, 1)).ShouldBe(1);
        (await database.AskAsync("MembershipReadAllKey", Cluster)).ShouldHaveSingleItem()["Version"].ShouldBe(1);
    }

    [Fact]
    public async Task Membership_OfASiloThatDies_IsUpdatedAndForgotten()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        await database.AskOneAsync("InsertMembershipVersionKey", Cluster);
        await InsertAsync(database, 11111, version: 0);
        await database.AskAsync("UpdateIAmAlivetimeKey", [.. Silo(11111), ("IAmAliveTime", DbType.DateTime, Time.AddMinutes(1))]);
        (await UpdateAsync(database, 11111, version: 0)).ShouldBe(0, "the version is gone");
        (await UpdateAsync(database, 33333, version: 1)).ShouldBe(0, "there is no such silo");
        (await UpdateAsync(database, 11111, version: 1)).ShouldBe(1);
        var row = (await database.AskAsync("MembershipReadRowKey", Silo(11111))).ShouldHaveSingleItem();
        (row["Status"], row["SuspectTimes"], row["Version"]).ShouldBe((6, "someone,then", 2));
        var missing = (await database.AskAsync("MembershipReadRowKey", Silo(33333))).ShouldHaveSingleItem();
        (missing["Address"], missing["Version"]).ShouldBe((null, 2));
        await database.AskAsync("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", DbType.DateTime, Time.AddDays(1)));
        (await database.AskAsync("MembershipReadAllKey", Cluster)).ShouldHaveSingleItem()["Address"].ShouldBeNull();
        await database.AskAsync("DeleteMembershipTableEntriesKey", Cluster);
        (await database.AskAsync("MembershipReadAllKey", Cluster)).ShouldBeEmpty();
    }

    [Fact]
    public async Task GrainState_WrittenByOne_IsNotOverwrittenByAnother()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        (await WriteAsync(database, "a", null, [1])).ShouldBe(1);
        (await WriteAsync(database, "a", null, [2])).ShouldBeNull("a first write after the first one loses");
        (await WriteAsync(database, "a", 1, [3])).ShouldBe(2);
        (await WriteAsync(database, "a", 1, [4])).ShouldBe(1, "unchanged: the write lost");
        (await WriteAsync(database, null, null, [9])).ShouldBe(1, "a grain without a text key is another one");
        var state = (await ReadAsync(database, "a"))!;
        state["PayloadBinary"].ShouldBe(new byte[] { 3 });
        state["Version"].ShouldBe(2);
    }

    [Fact]
    public async Task GrainState_ClearedAndDeleted_IsGoneByVersion()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        await WriteAsync(database, "a", null, [1]);
        (await database.AskAsync("ClearStorageKey", [.. Grain("a"), ("GrainStateVersion", DbType.Int32, 7)])).ShouldBeEmpty();
        (await database.AskOneAsync("ClearStorageKey", [.. Grain("a"), ("GrainStateVersion", DbType.Int32, 1)])).ShouldBe(2);
        (await ReadAsync(database, "a"))!["PayloadBinary"].ShouldBeNull();
        (await database.AskOneAsync("DeleteStorageKey", [.. Grain("a"), ("GrainStateVersion", DbType.Int32, 2)])).ShouldBe(3);
        (await ReadAsync(database, "a")).ShouldBeNull();
    }

    [Fact]
    public async Task GrainState_FirstWrittenByManyAtOnce_TakesOne()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        var writes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => WriteAsync(database, "a", null, [(byte)i])));
        writes.Count(version => Equals(version, 1)).ShouldBe(1);
    }

    [Fact]
    public async Task Reminders_ByHashRange_AreFoundOverTheRingsEnd()
    {
        await using var database = await ClusterDatabase.CreateAsync(server);
        foreach (var hash in new[] { -100, 0, 100 })
            (await RemindAsync(database, $"grain/{hash}", hash)).ShouldBe(0);
        (await RemindAsync(database, "grain/0", 0)).ShouldBe(1, "the version counts the changes");
        (await RangeAsync(database, "ReadRangeRows1Key", -100, 100)).ShouldBe(["grain/0", "grain/100"]);
        (await RangeAsync(database, "ReadRangeRows2Key", 50, -100)).ShouldBe(["grain/-100", "grain/100"]);
        (await DeleteReminderAsync(database, version: 0)).ShouldBe(0, "changed since");
        (await DeleteReminderAsync(database, version: 1)).ShouldBe(1);
        (await database.AskAsync("ReadReminderRowsKey", Service, Text("GrainId", "grain/0"))).ShouldBeEmpty();
        var row = (await database.AskAsync("ReadReminderRowKey", Service, Text("GrainId", "grain/100"), Text("ReminderName", "due"))).ShouldHaveSingleItem();
        (row["Period"], row["StartTime"], row["Version"]).ShouldBe((60_000L, Time, 0));
        await database.AskAsync("DeleteReminderRowsKey", Service);
        (await RangeAsync(database, "ReadRangeRows1Key", int.MinValue, int.MaxValue)).ShouldBeEmpty();
    }

    private static (string, DbType, object?) Text(string name, string? value) => (name, DbType.String, value);

    private static (string, DbType, object?)[] Silo(int port) =>
        [Cluster, Text("Address", "192.0.2.1"), ("Port", DbType.Int32, port), ("Generation", DbType.Int32, 7)];

    private static (string, DbType, object?)[] Grain(string? key) =>
    [
        ("GrainIdHash", DbType.Int32, 1), ("GrainIdN0", DbType.Int64, 2L), ("GrainIdN1", DbType.Int64, 3L), ("GrainTypeHash", DbType.Int32, 4),
        Text("GrainTypeString", "grain"), Text("GrainIdExtensionString", key), Service,
    ];

    private static Task<object?> InsertAsync(ClusterDatabase database, int port, int version) => database.AskOneAsync("InsertMembershipKey",
    [
        .. Silo(port), Text("SiloName", "silo"), Text("HostName", "host"), ("Status", DbType.Int32, 3), ("ProxyPort", DbType.Int32, 30000),
        ("StartTime", DbType.DateTime, Time), ("IAmAliveTime", DbType.DateTime, Time), ("Version", DbType.Int32, version),
    ]);

    private static Task<object?> UpdateAsync(ClusterDatabase database, int port, int version) => database.AskOneAsync("UpdateMembershipKey",
    [
        .. Silo(port), ("Status", DbType.Int32, 6), Text("SuspectTimes", "someone,then"), ("IAmAliveTime", DbType.DateTime, Time), ("Version", DbType.Int32, version),
    ]);

    private static Task<object?> WriteAsync(ClusterDatabase database, string? key, int? version, byte[] payload) => database.AskOneAsync(
        "WriteToStorageKey", [.. Grain(key), ("GrainStateVersion", DbType.Int32, version), ("PayloadBinary", DbType.Binary, payload)]);

    private static async Task<Dictionary<string, object?>?> ReadAsync(ClusterDatabase database, string? key) =>
        (await database.AskAsync("ReadFromStorageKey", Grain(key))).SingleOrDefault();

    private static Task<object?> RemindAsync(ClusterDatabase database, string grain, int hash) => database.AskOneAsync("UpsertReminderRowKey",
        Service, Text("GrainId", grain), Text("ReminderName", "due"), ("StartTime", DbType.DateTime, Time), ("Period", DbType.Int64, 60_000L), ("GrainHash", DbType.Int32, hash));

    private static async Task<IEnumerable<string>> RangeAsync(ClusterDatabase database, string key, int begin, int end) =>
        (await database.AskAsync(key, Service, ("BeginHash", DbType.Int32, begin), ("EndHash", DbType.Int32, end)))
            .Select(row => (string)row["GrainId"]!).Order(StringComparer.Ordinal);

    private static Task<object?> DeleteReminderAsync(ClusterDatabase database, int version) => database.AskOneAsync("DeleteReminderRowKey",
        Service, Text("GrainId", "grain/0"), Text("ReminderName", "due"), ("Version", DbType.Int32, version));
}

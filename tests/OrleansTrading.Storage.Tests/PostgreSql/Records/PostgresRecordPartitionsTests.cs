using System.Globalization;
using Npgsql;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>The months of tables: there before they are written to, gone when they have ended. Made.Start is the first moment of 2026.</summary>
public sealed class PostgresRecordPartitionsTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private RecordDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long LastMoment { get; } = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync() => _database = await RecordDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Save_AtTheEdgesOfMonths_LiesInTheMonthAndTheNextOneIsThere()
    {
        var runs = _database.Get<IJobRunStore>();
        await runs.SaveAsync(Run("first", 0), Token);
        await PartitionsOf("job_runs").ShouldBeMonths("2026_01", "2026_02");
        await runs.SaveAsync(Run("last") with { QueuedAt = At(31 * 24) - 1 }, Token);
        await runs.SaveAsync(Run("before") with { QueuedAt = At(0) - 1 }, Token);
        (await _database.AskAsync<long>("SELECT count(*) FROM job_runs_2026_01")).ShouldBe(2);
        (await _database.AskAsync<long>("SELECT count(*) FROM job_runs_2025_12")).ShouldBe(1);
        await runs.SaveAsync(Run("epoch") with { QueuedAt = 0 }, Token);
        await runs.SaveAsync(Run("end") with { QueuedAt = LastMoment }, Token);
        await PartitionsOf("job_runs").ShouldBeMonths("1970_01", "1970_02", "2025_12", "2026_01", "2026_02", "9999_12");
        (await runs.ListAsync(null, null, null, 9, Token)).Select(run => run.Id).ShouldBe(["end", "last", "first", "before", "epoch"]);
    }

    [Fact]
    public async Task Save_ManyOfANewMonthAtOnceFromTwoSilos_MakesItOnceAndKeepsAll()
    {
        await using var other = _database.OfAnotherSilo();
        IStreamHistoryStore[] silos = [_database.Get<IStreamHistoryStore>(), other.Get<IStreamHistoryStore>()];
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => silos[i % 2].AppendAsync([Change(i * 20), Change((i * 20) + 1000)], Token))).WaitAsync(Limit, Token);
        (await silos[0].ListAsync(Bitcoin, null, 0, long.MaxValue, 999, Token)).Count.ShouldBe(Enumerable.Range(0, 120).SelectMany(i => new[] { i * 20, (i * 20) + 1000 }).Distinct().Count());
    }

    [Fact]
    public async Task Prune_MonthsThatHaveEnded_DropsThemAndWhoeverWritesToOneMakesItAgain()
    {
        await using var other = _database.OfAnotherSilo();
        var (streams, another) = (_database.Get<IStreamHistoryStore>(), other.Get<IStreamHistoryStore>());
        await streams.AppendAsync([.. Enumerable.Range(0, 90).Select(day => Change(24 * day))], Token);
        await another.AppendAsync([Change(1)], Token);
        (await streams.PruneAsync(At(24 * 40), Token)).ShouldBe(41);
        await PartitionsOf("stream_changes").ShouldBeMonths("2026_02", "2026_03", "2026_04");
        // The other silo takes January for being there.
        await another.AppendAsync([Change(2)], Token);
        (await streams.ListAsync(Bitcoin, null, 0, At(24 * 40), 9, Token)).ShouldBe([Change(2), Change(24 * 40)]);
        (await streams.PruneAsync(long.MaxValue, Token)).ShouldBe(51);
        await PartitionsOf("stream_changes").ShouldBeMonths();
    }

    [Fact]
    public async Task Prune_SignalsOfOldCandlesMadeLater_KeepsThem()
    {
        var signals = _database.Get<ISignalStore>();
        await signals.AddAsync([Signal(24, 30), Signal(25, 24 * 33)], Token);
        (await signals.PruneAsync(At(24 * 32), Token)).ShouldBe(1);
        (await signals.ListAsync(null, null, null, 9, Token)).ShouldBeSame(Signal(25, 24 * 33));
        (await signals.AddAsync([Signal(25, 24 * 34)], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Prune_MonthIsInUse_ForgetsItsRecordsAllTheSameAndDropsItLater()
    {
        var runs = _database.Get<IJobRunStore>();
        await runs.SaveAsync(Run("old"), Token);
        await runs.SaveAsync(Run("new", 24 * 40), Token);
        await using (var connection = new NpgsqlConnection(_database.ConnectionString))
        {
            await connection.OpenAsync(Token);
            await using var reading = await connection.BeginTransactionAsync(Token);
            await using var command = new NpgsqlCommand("SELECT count(*) FROM job_runs", connection);
            await command.ExecuteScalarAsync(Token);
            (await runs.PruneAsync(At(24 * 35), Token)).ShouldBe(1);
            await PartitionsOf("job_runs").ShouldBeMonths("2026_01", "2026_02", "2026_03");
        }

        (await runs.ListAsync(null, null, null, 9, Token)).Select(run => run.Id).ShouldBe(["new"]);
        (await runs.PruneAsync(At(24 * 35), Token)).ShouldBe(0);
        await PartitionsOf("job_runs").ShouldBeMonths("2026_02", "2026_03");
    }

    [Fact]
    public void StartOf_AnyTime_IsTheFirstMomentOfItsMonth()
    {
        foreach (var (time, expected) in new[] { ("2024-02-29T23:59:59.999", "2024-02-01"), ("2024-03-01", "2024-03-01"), ("1970-01-01", "1970-01-01"), ("2025-12-31T12:00", "2025-12-01") })
            MonthlyPartitions.StartOf(Of(time)).ShouldBe(Of(expected), time);

        static long Of(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
    }

    private async Task<string[]> PartitionsOf(string table) =>
        (await _database.AskAsync<string[]>(
            $"SELECT coalesce(array_agg(inhrelid::regclass::text), '{{}}') FROM pg_inherits WHERE inhparent = '{table}'::regclass"))
        .Select(name => name[(table.Length + 1)..]).Order(StringComparer.Ordinal).ToArray();
}

internal static class MonthAssertions
{
    public static async Task ShouldBeMonths(this Task<string[]> actual, params string[] expected) => (await actual).ShouldBe(expected);
}

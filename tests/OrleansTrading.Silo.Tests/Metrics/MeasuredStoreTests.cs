using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Metrics;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class MeasuredStoreTests : IDisposable
{
    private readonly FailingRuns _runs = new();
    private readonly ServiceProvider _provider;
    private readonly MetricsRegistry _registry;
    private readonly StorageMetrics _metrics;

    public MeasuredStoreTests()
    {
        var services = new ServiceCollection().AddSingleton<IJobRunStore>(_runs).AddMemoryRecordStores();
        _metrics = new StorageMetrics();
        _registry = new MetricsRegistry(NullLogger<MetricsRegistry>.Instance, meter => ReferenceEquals(meter, _metrics.Meter), 100);
        services.MeasureStores().AddSingleton(_metrics);
        _provider = services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _metrics.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void Stores_OfEveryPort_AreMeasured()
    {
        MeasuredStoresExtensions.Ports.ShouldBeSubsetOf(typeof(IMarketStore).Assembly.GetTypes());
        MeasuredStoresExtensions.Ports.ShouldContain(typeof(IMarketStore));
        MeasuredStoresExtensions.Ports.ShouldContain(typeof(IAccountEventStore));
        MeasuredStoresExtensions.Ports.ShouldContain(typeof(ISignalStore));
        _provider.GetRequiredService<ISignalStore>().ShouldBeAssignableTo<MeasuredStore>();
    }

    [Fact]
    public async Task Operation_ThatSucceeds_AnswersAsTheStoreDoesAndIsTimed()
    {
        var runs = _provider.GetRequiredService<IJobRunStore>();
        var answer = runs.ListAsync(null, null, null, 5, CancellationToken.None);
        answer.ShouldBeSameAs(_runs.Listing.Task, "the store's own task is handed on");
        Line("orleanstrading_storage_under_way{store=\"job_run\"}").ShouldBe(1);
        _runs.Listing.SetResult([]);
        (await answer).ShouldBeEmpty();
        await TestKit.Eventually.TrueAsync(() => Task.FromResult(Line("orleanstrading_storage_under_way{store=\"job_run\"}") == 0), TimeSpan.FromSeconds(10));
        Line("orleanstrading_storage_duration_seconds_count{operation=\"list\",store=\"job_run\"}").ShouldBe(1);
        Line("orleanstrading_storage_failures_total{operation=\"list\",store=\"job_run\"}").ShouldBe(0);
    }

    [Fact]
    public async Task Operation_ThatFails_IsCountedAndFailsAsBefore()
    {
        var runs = _provider.GetRequiredService<IJobRunStore>();
        Line("orleanstrading_storage_failures_total{operation=\"prune\",store=\"job_run\"}").ShouldBe(0, "a first failure is an increase");
        (await Should.ThrowAsync<IOException>(() => runs.PruneAsync(1, CancellationToken.None))).Message.ShouldBe("the disk is full");
        Should.Throw<IOException>(() => { _ = runs.FindAsync("x", CancellationToken.None); }).Message.ShouldBe("at once");
        await Should.ThrowAsync<OperationCanceledException>(() => runs.FindLogAsync("x", CancellationToken.None));
        await TestKit.Eventually.TrueAsync(() => Task.FromResult(Line("orleanstrading_storage_under_way{store=\"job_run\"}") == 0), TimeSpan.FromSeconds(10));
        Line("orleanstrading_storage_failures_total{operation=\"prune\",store=\"job_run\"}").ShouldBe(1);
        Line("orleanstrading_storage_failures_total{operation=\"find\",store=\"job_run\"}").ShouldBe(1);
        Line("orleanstrading_storage_failures_total{operation=\"find_log\",store=\"job_run\"}").ShouldBe(0, "who gave up waiting says nothing of the store");
    }

    private double? Line(string series) => _registry.Scrape().Split('\n')
        .Where(line => line.StartsWith(series + " ", StringComparison.Ordinal))
        .Select(line => (double?)double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault();

    private sealed class FailingRuns : IJobRunStore
    {
        public TaskCompletionSource<IReadOnlyList<JobRun>> Listing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task SaveAsync(JobRun run, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken) => throw new IOException("at once");

        public Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken) => Listing.Task;

        public Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken) =>
            Task.FromCanceled<JobRunLog?>(new CancellationToken(canceled: true));

        public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => Task.FromException<int>(new IOException("the disk is full"));
    }
}

using EmbeddedEngine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Reminders;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Engine.Reminders;

public sealed class ReminderRaceTests
{
    [Fact]
    public async Task Registration_WhileASiloTakesOverTheTable_IsNotForgotten()
    {
        var key = Soon.Key();
        var table = new Interrupted(inner => inner.UpsertAsync(
            GrainId.Create("reminder", key), "late", DateTime.UnixEpoch, TimeSpan.FromMilliseconds(100)));
        await using var cluster = await Clusters.StartAsync(configure: silo => silo.Services.AddSingleton<IReminderTable>(table));
        (await Probe.Of(key).NextNoteAsync()).ShouldStartWith("late ");
    }

    [Fact]
    public async Task Registration_PeriodOfZero_IsRefused()
    {
        await using var cluster = await Clusters.StartAsync(
            configure: silo => silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.Zero));
        var grain = cluster.Client.GetGrain<IReminderGrain>(Soon.Key());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => grain.Register("r", TimeSpan.Zero, TimeSpan.Zero).InTime());
        (await grain.Names().InTime()).ShouldBeEmpty();
    }

    /// <summary>A table that another writer changes between a reader's look at it and what the reader makes of it.</summary>
    private sealed class Interrupted(Func<MemoryReminderTable, Task> write) : IReminderTable
    {
        private readonly MemoryReminderTable _inner = new();
        private int _read;

        public event Action<GrainId, string>? Changed
        {
            add => _inner.Changed += value;
            remove => _inner.Changed -= value;
        }

        public Task OpenAsync(CancellationToken cancellationToken) => _inner.OpenAsync(cancellationToken);

        public IReadOnlyList<ReminderRow> All()
        {
            var rows = _inner.All();
            if (Interlocked.Exchange(ref _read, 1) == 0)
            {
                write(_inner).IsCompletedSuccessfully.ShouldBeTrue();
            }

            return rows;
        }

        public IReadOnlyList<ReminderRow> Of(GrainId grainId) => _inner.Of(grainId);

        public ReminderRow? Find(GrainId grainId, string name) => _inner.Find(grainId, name);

        public Task<ReminderRow> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period)
            => _inner.UpsertAsync(grainId, name, startAt, period);

        public Task<bool> RemoveAsync(GrainId grainId, string name, string etag) => _inner.RemoveAsync(grainId, name, etag);
    }
}

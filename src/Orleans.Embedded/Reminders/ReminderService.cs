using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>
/// The reminders that this silo delivers. Each reminder belongs to one active silo, found by hashing; when silos come
/// and go, reminders change hands.
/// </summary>
internal sealed class ReminderService(SiloNode silo, IServiceProvider services, IOptions<ReminderOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), LocalReminder> _local = [];
    private readonly IReminderTable? _table = services.GetService<IReminderTable>();
    private bool _delivers;

    private IReminderTable Table => _table ?? throw new InvalidOperationException(
        "No reminder table is configured; call UseInMemoryReminderService or set up another one.");

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_table is not null)
        {
            await _table.OpenAsync(cancellationToken).WaitAsync(options.Value.InitializationTimeout, silo.Time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is not null)
        {
            lock (_gate)
            {
                _delivers = true;
            }

            _table.Changed += OnChanged;
            silo.Cluster.MembershipChanged += OnMembershipChanged;
            OnMembershipChanged();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Abandon();
        return Task.CompletedTask;
    }

    /// <summary>Delivers nothing any more.</summary>
    public void Abandon()
    {
        if (_table is not null)
        {
            _table.Changed -= OnChanged;
            silo.Cluster.MembershipChanged -= OnMembershipChanged;
        }

        lock (_gate)
        {
            _delivers = false;
            foreach (var reminder in _local.Values)
            {
                reminder.Dispose();
            }

            _local.Clear();
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdateAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "reminderName");
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        ArgumentOutOfRangeException.ThrowIfEqual(period, TimeSpan.Zero);
        var minimum = options.Value.MinimumReminderPeriod;
        if (period < minimum)
        {
            throw new ArgumentException(
                $"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed reminder period ({minimum})",
                nameof(period));
        }

        var startAt = silo.Time.GetUtcNow().UtcDateTime + dueTime;
        var row = await Table.UpsertAsync(grainId, name, startAt, period);
        return new GrainReminder(row.Name, row.ETag);
    }

    public async Task UnregisterAsync(GrainId grainId, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (!await Table.RemoveAsync(grainId, reminder.ReminderName, ((GrainReminder)reminder).ETag))
        {
            throw new ReminderException(
                $"Could not unregister reminder {reminder.ReminderName} of {grainId}: it has been registered anew. Get it again and retry.");
        }
    }

    public Task<IGrainReminder?> GetAsync(GrainId grainId, string name)
        => Task.FromResult<IGrainReminder?>(Table.Find(grainId, name) is { } row ? new GrainReminder(row.Name, row.ETag) : null);

    public Task<List<IGrainReminder>> GetAllAsync(GrainId grainId)
        => Task.FromResult(Table.Of(grainId).Select(IGrainReminder (r) => new GrainReminder(r.Name, r.ETag)).ToList());

    private static void Check(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, span, "Cannot use a negative or an infinite time span for a reminder.");
        }
    }

    private void OnChanged(GrainId grainId, string name) => Reconcile((grainId, name));

    private void OnMembershipChanged()
    {
        var keys = Table.All().Select(r => (r.GrainId, r.Name)).ToHashSet();
        lock (_gate)
        {
            keys.UnionWith(_local.Keys);
        }

        foreach (var key in keys)
        {
            Reconcile(key);
        }
    }

    // Looks the row up under the lock: one read before might have been changed, and its change heeded, meanwhile.
    private void Reconcile((GrainId Grain, string Name) key)
    {
        lock (_gate)
        {
            var row = Table.Find(key.Grain, key.Name);
            var mine = row is not null && _delivers && OwnerOf(row) == silo;
            if (_local.TryGetValue(key, out var local) && (!mine || local.Row.ETag != row!.ETag))
            {
                local.Dispose();
                _local.Remove(key);
                local = null;
            }

            if (mine && local is null)
            {
                _local[key] = new LocalReminder(silo, row!);
            }
        }
    }

    // The highest of the silos' hashes with the reminder: a silo that goes changes the owner of its own reminders only.
    private SiloNode? OwnerOf(ReminderRow row)
        => silo.Cluster.ActiveSilos().MaxBy(s => HashCode(s, row.GrainId));

    private static uint HashCode(SiloNode owner, GrainId grainId)
    {
        Span<byte> bytes = stackalloc byte[8];
        BitConverter.TryWriteBytes(bytes, owner.Address.GetConsistentHashCode());
        BitConverter.TryWriteBytes(bytes[4..], grainId.GetUniformHashCode());
        return StableHash.Compute(bytes);
    }
}

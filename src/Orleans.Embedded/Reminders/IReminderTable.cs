using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>Keeps the reminders of all grains, and tells of each change.</summary>
internal interface IReminderTable
{
    event Action<GrainId, string>? Changed;

    Task OpenAsync(CancellationToken cancellationToken);

    IReadOnlyList<ReminderRow> All();

    IReadOnlyList<ReminderRow> Of(GrainId grainId);

    ReminderRow? Find(GrainId grainId, string name);

    Task<ReminderRow> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period);

    /// <summary>False where the row is there with another ETag.</summary>
    Task<bool> RemoveAsync(GrainId grainId, string name, string etag);
}

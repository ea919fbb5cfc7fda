using System.Text.Json;
using EmbeddedEngine.Reminders;
using EmbeddedEngine.Storage;
using Orleans.Runtime;

namespace EmbeddedEngine.Files;

/// <summary>Keeps each reminder in a file of its own, and all of them in memory.</summary>
internal sealed class FileReminderTable(string directory) : IReminderTable
{
    private readonly SemaphoreSlim _gate = new(1);
    private Dictionary<(GrainId Grain, string Name), ReminderRow>? _rows;

    public event Action<GrainId, string>? Changed;

    private Dictionary<(GrainId Grain, string Name), ReminderRow> Rows
        => _rows ?? throw new InvalidOperationException("The reminder table has not been opened.");

    public Task OpenAsync(CancellationToken cancellationToken) => WithLockAsync(() =>
    {
        _rows ??= Load();
        return 0;
    });

    public IReadOnlyList<ReminderRow> All()
    {
        lock (Rows)
        {
            return [.. Rows.Values];
        }
    }

    public IReadOnlyList<ReminderRow> Of(GrainId grainId)
    {
        lock (Rows)
        {
            return [.. Rows.Values.Where(r => r.GrainId.Equals(grainId))];
        }
    }

    public ReminderRow? Find(GrainId grainId, string name)
    {
        lock (Rows)
        {
            return Rows.GetValueOrDefault((grainId, name));
        }
    }

    public async Task<ReminderRow> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period)
    {
        var row = new ReminderRow(grainId, name, startAt, period, Guid.NewGuid().ToString("N"));
        await WithLockAsync(() =>
        {
            RecordFile.Write(PathOf(grainId, name), grainId, name, 1, JsonSerializer.SerializeToUtf8Bytes(row, StateJson.Options));
            lock (Rows)
            {
                Rows[(grainId, name)] = row;
            }

            return 0;
        });
        Changed?.Invoke(grainId, name);
        return row;
    }

    public async Task<bool> RemoveAsync(GrainId grainId, string name, string etag)
    {
        var removed = await WithLockAsync(() =>
        {
            var row = Find(grainId, name);
            if (row is null || row.ETag != etag)
            {
                return row is null;
            }

            DurableFile.Delete(PathOf(grainId, name));
            lock (Rows)
            {
                Rows.Remove((grainId, name));
            }

            return true;
        });
        if (removed)
        {
            Changed?.Invoke(grainId, name);
        }

        return removed;
    }

    /// <summary>The file of a reminder.</summary>
    internal string PathOf(GrainId grainId, string name)
        => Path.Combine(
            directory,
            FileNames.Of(grainId.Type.ToString()),
            FileNames.Of(grainId.Key.ToString()) + "." + FileNames.Of(name) + RecordFile.Extension);

    private Dictionary<(GrainId Grain, string Name), ReminderRow> Load()
    {
        Directory.CreateDirectory(directory);
        var rows = new Dictionary<(GrainId Grain, string Name), ReminderRow>();
        foreach (var path in Directory.EnumerateFiles(directory, "*" + RecordFile.Extension, SearchOption.AllDirectories))
        {
            var (_, json) = RecordFile.Read(path)!.Value;
            try
            {
                var row = JsonSerializer.Deserialize<ReminderRow>(json, StateJson.Options)!;
                rows[(row.GrainId, row.Name)] = row;
            }
            catch (JsonException error)
            {
                throw RecordFile.Damaged(path, "its content is not a reminder", error);
            }
        }

        return rows;
    }

    // Off the grain's turns: a grain that is busy must not keep the lock from others.
    private async Task<T> WithLockAsync<T>(Func<T> work)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(work).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}

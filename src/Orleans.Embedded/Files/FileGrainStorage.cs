using System.Globalization;
using System.Text.Json;
using EmbeddedEngine.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Files;

/// <summary>
/// Keeps each record in a file of its own. Its version is the ETag, and goes on after a clear, so that a writer that
/// knows an old version never passes for one that knows the present.
/// </summary>
internal sealed class FileGrainStorage(string directory) : IGrainStorage
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var path = PathOf(stateName, grainId);
        var record = await WithLockAsync(grainId, () => RecordFile.Read(path), cancellationToken);
        grainState.RecordExists = record is { Json.Length: > 0 };
        grainState.ETag = record?.Header.Version.ToString(CultureInfo.InvariantCulture);
        grainState.State = record is { Json.Length: > 0 } found ? Parse<T>(path, found.Json) : States.Empty<T>();
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // Serialized on the grain's turn: the state must not change meanwhile.
        var json = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options);
        grainState.ETag = await ReplaceAsync(stateName, grainId, grainState.ETag, json, cancellationToken);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        grainState.ETag = await ReplaceAsync(stateName, grainId, grainState.ETag, [], cancellationToken);
        grainState.RecordExists = false;
        grainState.State = States.Empty<T>();
    }

    /// <summary>The file of a record.</summary>
    internal string PathOf(string stateName, GrainId grainId)
        => Path.Combine(
            directory,
            FileNames.Of(grainId.Type.ToString()),
            FileNames.Of(grainId.Key.ToString()) + "." + FileNames.Of(stateName) + RecordFile.Extension);

    private static T? Parse<T>(string path, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, StateJson.Options);
        }
        catch (JsonException error)
        {
            throw RecordFile.Damaged(path, $"its content is not a {typeof(T)}", error);
        }
    }

    private Task<string> ReplaceAsync(
        string stateName, GrainId grainId, string? expected, byte[] json, CancellationToken cancellationToken)
        => WithLockAsync(
            grainId,
            () =>
            {
                var path = PathOf(stateName, grainId);
                var version = RecordFile.Read(path)?.Header.Version ?? 0;
                var stored = version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);
                if (stored != expected)
                {
                    throw States.Mismatch(directory, stateName, grainId, stored, expected);
                }

                RecordFile.Write(path, grainId, stateName, version + 1, json);
                return (version + 1).ToString(CultureInfo.InvariantCulture);
            },
            cancellationToken);

    // Off the grain's turns, so that a slow disk holds up its record and not its other requests, and a grain that is
    // busy does not keep the lock from others.
    private async Task<T> WithLockAsync<T>(GrainId grainId, Func<T> work, CancellationToken cancellationToken)
    {
        var gate = _locks[grainId.GetUniformHashCode() % (uint)_locks.Length];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}

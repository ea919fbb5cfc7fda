using System.Text.Json;
using EmbeddedEngine.Storage;
using Orleans.Storage;

namespace OrleansTrading.Silo.Engine;

/// <summary>
/// Grain state as JSON, the same text as the embedded engine keeps in its files. It holds no names of types: what a row becomes is what the
/// grain's code declares, whatever somebody has written into the row.
/// </summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    public T? Deserialize<T>(BinaryData input) => input.IsEmpty ? default : JsonSerializer.Deserialize<T>(input, StateJson.Options);
}

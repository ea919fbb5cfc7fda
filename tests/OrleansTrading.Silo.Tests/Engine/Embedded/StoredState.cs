using System.Text.Json;
using EmbeddedEngine.Storage;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>The state of a grain as this engine stores it.</summary>
internal static class StoredState
{
    public static byte[] Write<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Options);

    public static T Read<T>(byte[] stored) => JsonSerializer.Deserialize<T>(stored, StateJson.Options)!;
}

using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>The state of a grain as this engine stores it.</summary>
internal static class StoredState
{
    public static byte[] Write<T>(T state) => new StateSerializer().Serialize(state).ToArray();

    public static T Read<T>(byte[] stored) => new StateSerializer().Deserialize<T>(new BinaryData(stored))!;
}

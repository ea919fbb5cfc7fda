using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Storage;

/// <summary>What the storages have in common.</summary>
internal static class States
{
    /// <summary>The state of a grain that has no record.</summary>
    public static T? Empty<T>()
    {
        var type = typeof(T);
        if (type.IsValueType || type == typeof(string) || type.IsArray || type.IsAbstract)
        {
            return default;
        }

        return type.GetConstructor(Type.EmptyTypes) is null
            ? (T)RuntimeHelpers.GetUninitializedObject(type)
            : Activator.CreateInstance<T>();
    }

    public static InconsistentStateException Mismatch(string storage, string stateName, GrainId grainId, string? stored, string? expected)
        => new($"The record {stateName} of {grainId} in storage {storage} was changed by another writer.", stored, expected);
}

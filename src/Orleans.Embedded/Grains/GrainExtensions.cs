using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        => (TGrainInterface)Reference(grain).CastTo(typeof(TGrainInterface));

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        => (TGrainInterface)Reference(grain).CastTo(typeof(TGrainInterface));

    public static object AsReference(this IAddressable grain, Type interfaceType) => Reference(grain).CastTo(interfaceType);

    public static object Cast(this IAddressable grain, Type interfaceType) => AsReference(grain, interfaceType);

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        Grain instance => instance.GrainContext.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a grain reference.", nameof(grain)),
    };

    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain)
        => GrainKeys.TryGetInteger(grain.GetGrainId(), out _, out _);

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
        => GrainKeys.TryGetInteger(grain.GetGrainId(), out var key, out keyExt) ? key : throw WrongKey(grain, "an integer");

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
        => GrainKeys.TryGetGuid(grain.GetGrainId(), out var key, out keyExt) ? key : throw WrongKey(grain, "a GUID");

    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference Reference(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        Grain instance => instance.GrainReference,
        IGrainBase instance => instance.GrainContext.GrainReference,
        IGrainObserver => throw new ArgumentException(
            "An observer has no reference of its own; use IGrainFactory.CreateObjectReference.", nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a grain reference.", nameof(grain)),
    };

    private static InvalidOperationException WrongKey(IAddressable grain, string expected)
        => new($"The key of {grain.GetGrainId()} is not {expected}.");
}

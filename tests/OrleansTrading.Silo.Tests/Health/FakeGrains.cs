using System.Reflection;
using Orleans;

namespace OrleansTrading.Silo.Tests.Health;

/// <summary>Grains whose calls a test answers: by the interface's name, the key and the method.</summary>
public class FakeGrains : DispatchProxy
{
    private Func<string, string, object>? _answer;
    private string _key = "";

    internal static IGrainFactory Make(Func<string, string, object> answer)
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)(object)factory)._answer = answer;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != nameof(IGrainFactory.GetGrain))
            return _answer!(_key, targetMethod.Name);
        var grain = (FakeGrains)Create(targetMethod.GetGenericArguments()[0], typeof(FakeGrains));
        (grain._answer, grain._key) = (_answer, (string)args![0]!);
        return grain;
    }
}

using System.Reflection;
using BenchmarkDotNet.Attributes;
using OrleansTrading.Benchmarks.Components;

namespace OrleansTrading.Benchmarks.Tests.Components;

/// <summary>Every part does its work when it is asked to, with each of its parameters; how fast is not looked at.</summary>
public sealed class ComponentsTests
{
    public static TheoryData<string> Parts() => [.. ComponentsBenchmark.Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Part_WithEachParameter_DoesItsWork(string name)
    {
        var type = ComponentsBenchmark.Types.Single(type => type.Name == name);
        var methods = MethodsWith<BenchmarkAttribute>(type).ToList();
        methods.ShouldNotBeEmpty();
        foreach (var method in methods)
        {
            foreach (var (parameter, value) in ParametersOf(type))
            {
                var part = Activator.CreateInstance(type)!;
                parameter?.SetValue(part, value);
                foreach (var setup in MethodsWith<GlobalSetupAttribute>(type).Where(setup => setup.GetCustomAttribute<GlobalSetupAttribute>()!.Targets is { Length: 0 } or null || setup.GetCustomAttribute<GlobalSetupAttribute>()!.Targets.Contains(method.Name)))
                    setup.Invoke(part, null);
                for (var i = 0; i < 2; i++)
                {
                    if (method.Invoke(part, null) is Task task)
                        await task;
                }

                foreach (var cleanup in MethodsWith<GlobalCleanupAttribute>(type))
                    cleanup.Invoke(part, null);
            }
        }
    }

    [Fact]
    public void Parts_AreAllOfThem() =>
        typeof(ComponentsBenchmark).Assembly.GetTypes().Where(type => MethodsWith<BenchmarkAttribute>(type).Any()).ShouldBe(ComponentsBenchmark.Types, ignoreOrder: true);

    [Fact]
    public void Names_OfWhatIsMeasured_AreUnique() =>
        ComponentsBenchmark.Types.SelectMany(MethodsWith<BenchmarkAttribute>).Select(method => method.GetCustomAttribute<BenchmarkAttribute>()!.Description).ShouldBeUnique();

    private static IEnumerable<(PropertyInfo? Parameter, object? Value)> ParametersOf(Type type)
    {
        var values =
            from property in type.GetProperties()
            from value in property.GetCustomAttribute<ParamsAttribute>()?.Values
                ?? (property.GetCustomAttribute<ParamsSourceAttribute>() is { } source ? ((IEnumerable<string>)type.GetProperty(source.Name)!.GetValue(null)!).ToArray<object?>() : [])
            select ((PropertyInfo?)property, value);
        return values.DefaultIfEmpty((null, null));
    }

    private static IEnumerable<MethodInfo> MethodsWith<T>(Type type)
        where T : Attribute => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.IsDefined(typeof(T)));
}

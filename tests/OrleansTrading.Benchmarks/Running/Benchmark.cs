using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// One measurement: a class whose name ends with <c>Benchmark</c> and that has <c>static Task RunAsync(Report)</c>,
/// which writes a heading and Markdown tables. Its name on the command line is the class name in kebab case; a
/// [Description] says in the list what it measures.
/// </summary>
internal sealed partial record Benchmark(string Name, string Title, Func<Report, Task> RunAsync)
{
    private const string Suffix = "Benchmark";

    /// <summary>All of this program, by name.</summary>
    public static IReadOnlyList<Benchmark> FindAll() =>
        [.. typeof(Benchmark).Assembly.GetTypes().Select(Find).OfType<Benchmark>().OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)];

    private static Benchmark? Find(Type type)
    {
        if (!type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        var run = type.GetMethod("RunAsync", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Report)]);
        if (run is null || run.ReturnType != typeof(Task))
            return null;
        var name = Hump().Replace(type.Name[..^Suffix.Length], "-$0").ToLowerInvariant();
        var title = type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? type.Name[..^Suffix.Length];
        return new Benchmark(name, title, run.CreateDelegate<Func<Report, Task>>());
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Hump();
}

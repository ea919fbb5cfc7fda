using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// One measurement: a class whose name ends with <c>Benchmark</c> and that has <c>static Task RunAsync(Report)</c>,
/// which writes a heading and Markdown tables. Its name on the command line is the class name in kebab case; a
/// [Description] says in the list what it measures. Where <c>static IReadOnlyList&lt;string&gt; Parts</c> names its parts,
/// it measures only those that <see cref="Report.Filter"/> leaves.
/// </summary>
internal sealed partial record Benchmark(string Name, string Title, Func<Report, Task> RunAsync)
{
    private const string Suffix = "Benchmark";

    /// <summary>What it can measure by itself; none unless the class names them.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>All of this program, by name.</summary>
    public static IReadOnlyList<Benchmark> FindAll() =>
        [.. typeof(Benchmark).Assembly.GetTypes().Select(Find).OfType<Benchmark>().OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)];

    /// <summary>Whether its name, or that of one of its parts, contains a filter.</summary>
    public bool Matches(string filter) => IsIn(Name, filter) || Parts.Any(part => IsIn(part, filter));

    /// <summary>What of a filter is left for its parts: nothing where its own name contains it.</summary>
    public static string FilterOfParts(string name, string filter) => IsIn(name, filter) ? "" : filter;

    public static bool IsIn(string name, string filter) => name.Contains(filter, StringComparison.OrdinalIgnoreCase);

    private static Benchmark? Find(Type type)
    {
        if (!type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        var run = type.GetMethod("RunAsync", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Report)]);
        if (run is null || run.ReturnType != typeof(Task))
            return null;
        var name = Hump().Replace(type.Name[..^Suffix.Length], "-$0").ToLowerInvariant();
        var title = type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? type.Name[..^Suffix.Length];
        var parts = type.GetProperty(nameof(Parts), BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as IReadOnlyList<string>;
        return new Benchmark(name, title, run.CreateDelegate<Func<Report, Task>>()) { Parts = parts ?? [] };
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Hump();
}

using System.CommandLine;
using OrleansTrading.Benchmarks.Chaos;
using OrleansTrading.Benchmarks.Screenshots;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>The command line: benchmarks by name, all of them, or a scenario.</summary>
internal static class BenchmarkCommand
{
    private static readonly Option<int> Seed = new("--seed") { Description = "Of all chance: markets, clients.", DefaultValueFactory = _ => new RunSettings().Seed };
    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long the service is under load.", DefaultValueFactory = _ => new RunSettings().Minutes };
    private static readonly Option<int> Clients = new("--clients") { Description = "Clients of the service at once.", DefaultValueFactory = _ => new RunSettings().Clients };
    private static readonly Option<int> Symbols = new("--symbols") { Description = "Symbols that the service follows.", DefaultValueFactory = _ => new RunSettings().Symbols };
    private static readonly Option<string?> Json = new("--json") { Description = "Write the report to this file, for --baseline and for programs." };
    private static readonly Option<string?> Markdown = new("--markdown") { Description = "Write the report to this file, for people." };
    private static readonly Option<string?> Compared = new("--baseline") { Description = "A file that --json wrote: figures that have become worse by a fifth are told, and the exit code is 3." };
    private static readonly Option<double> Limit = new("--time-limit") { Description = "Minutes after which one benchmark is ended.", DefaultValueFactory = _ => 30 };

    /// <returns>0, 1 when a benchmark failed or the command line was wrong, 3 when something has become worse than the baseline.</returns>
    public static Task<int> RunAsync(string[] words)
    {
        var list = new Option<bool>("--list") { Description = "The names of all benchmarks and scenarios." };
        var filter = new Option<string?>("--filter") { Description = "Only benchmarks whose name contains this." };
        var names = new Argument<string[]>("name") { Description = "Benchmarks to run; all unless some are named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. Benchmark.FindAll().Select(benchmark => benchmark.Name)]);
        var root = new RootCommand("Measures OrleansTrading and prints Markdown.") { names, list, filter, Seed, Minutes, Clients, Symbols, Json, Markdown, Compared, Limit };
        root.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(list))
                return List();
            var wanted = parsed.GetValue(names)!;
            var chosen = Benchmark.FindAll().Select(benchmark => benchmark.Name)
                .Where(name => (wanted.Length == 0 || wanted.Contains(name)) && name.Contains(parsed.GetValue(filter) ?? "", StringComparison.OrdinalIgnoreCase)).ToList();
            return await RunAsync(string.Join(' ', words), chosen, Settings(parsed), parsed);
        });
        foreach (var scenario in Scenario.All)
            root.Subcommands.Add(CommandOf(scenario, words));
        root.Subcommands.Add(ChaosCommand.Make());
        root.Subcommands.Add(Screenshots());
        root.Subcommands.Add(RunOne());
        return root.Parse(words).InvokeAsync();
    }

    private static Command CommandOf(Scenario scenario, string[] words)
    {
        var scale = new Option<double>("--scale") { Description = "Factor of its length.", DefaultValueFactory = _ => 1 };
        var command = new Command(scenario.Name, scenario.Title) { scale, Seed, Json, Markdown, Compared, Limit };
        command.SetAction((parsed, _) => RunAsync(string.Join(' ', words), scenario.Benchmarks, scenario.Scaled(parsed.GetValue(scale), parsed.GetValue(Seed)), parsed));
        return command;
    }

    private static Command Screenshots()
    {
        var command = new Command("screenshots", "Takes the README's pictures.");
        command.SetAction((_, _) => ReadmePictures.WriteAsync(Console.Out));
        return command;
    }

    private static Command RunOne()
    {
        var name = new Argument<string>("name");
        var file = new Argument<string>("file");
        var command = new Command(BenchmarkProcess.Word) { name, file, Seed, Minutes, Clients, Symbols };
        command.Hidden = true;
        command.SetAction((parsed, _) => BenchmarkProcess.RunHereAsync(
            Benchmark.FindAll().Single(benchmark => benchmark.Name == parsed.GetValue(name)), parsed.GetValue(file)!, Settings(parsed)));
        return command;
    }

    private static RunSettings Settings(ParseResult parsed) =>
        new(parsed.GetValue(Seed), parsed.GetValue(Minutes), parsed.GetValue(Clients), parsed.GetValue(Symbols));

    private static int List()
    {
        foreach (var benchmark in Benchmark.FindAll())
            Console.WriteLine($"{benchmark.Name,-18} {benchmark.Title}");
        foreach (var scenario in Scenario.All)
            Console.WriteLine($"{scenario.Name,-18} {scenario.Title}");
        Console.WriteLine($"{ChaosCommand.Name,-18} {ChaosCommand.Title}");
        return 0;
    }

    private static async Task<int> RunAsync(string command, IReadOnlyList<string> names, RunSettings settings, ParseResult parsed)
    {
        var baseline = parsed.GetValue(Compared) is { } path ? await RunReport.ReadAsync(path) : null;
        var (machine, results) = (await MachineDescription.ReadAsync(), new List<BenchmarkResult>());
        var startedAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Console.WriteLine(MachineDescription.ToMarkdown(machine));
        foreach (var name in names)
            results.Add(await BenchmarkProcess.RunAsync(name, settings, LimitOf(name, settings, parsed)));
        var report = new RunReport(command, startedAt, machine, settings, results);
        var compared = baseline is null ? [] : Baseline.Compare(report, baseline);
        var end = TargetTable.Of(report) + (baseline is null ? "" : "\n" + Baseline.ToMarkdown(compared));
        Console.WriteLine(end);
        if (parsed.GetValue(Json) is { } json)
            await report.WriteAsync(json);
        if (parsed.GetValue(Markdown) is { } markdown)
            await File.WriteAllTextAsync(markdown, $"{MachineDescription.ToMarkdown(machine)}\n{string.Concat(results.Select(result => result.Text))}\n{end}");
        return results.Any(result => result.Failure is not null) ? 1 : compared.Any(pair => pair.Worse > 1 + Baseline.Tolerance) ? 3 : 0;
    }

    /// <summary>What lasts as long as it is told to gets its time besides.</summary>
    private static TimeSpan LimitOf(string name, RunSettings settings, ParseResult parsed) =>
        TimeSpan.FromMinutes(parsed.GetValue(Limit) + (name == Scenario.LoadName ? settings.Minutes : 0));
}

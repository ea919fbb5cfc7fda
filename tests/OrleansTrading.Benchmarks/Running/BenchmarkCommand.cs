using System.CommandLine;
using OrleansTrading.Benchmarks.Chaos;
using OrleansTrading.Benchmarks.Comparing;
using OrleansTrading.Benchmarks.Scaling;
using OrleansTrading.Benchmarks.Screenshots;
using static OrleansTrading.Benchmarks.Running.CommandOptions;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>The command line: benchmarks by name, all of them, a scenario, or a command.</summary>
internal static class BenchmarkCommand
{
    /// <param name="words">Of the command line.</param>
    /// <param name="output">Where lists, errors and the report's head and end go; the console unless given. Benchmarks write to the console as they run.</param>
    /// <returns>0, 1 when a benchmark failed or the command line was wrong, 3 when something has become worse than the baseline.</returns>
    public static Task<int> RunAsync(string[] words, TextWriter? output = null)
    {
        var list = new Option<bool>("--list") { Description = "The names of all benchmarks, scenarios and commands." };
        var filter = new Option<string?>("--filter") { Description = "Only benchmarks whose name contains this." };
        var names = new Argument<string[]>("name") { Description = "Benchmarks to run; all unless some are named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. Benchmark.FindAll().Select(benchmark => benchmark.Name)]);
        var root = new RootCommand("Measures OrleansTrading and prints Markdown.") { names, list, filter, Seed, Minutes, Clients, Symbols, Json, Markdown, CommandOptions.Baseline, Limit };
        var command = string.Join(' ', words);
        root.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(list))
                return await ListAsync(parsed.InvocationConfiguration.Output);
            var chosen = Choose(parsed.GetValue(names)!, parsed.GetValue(filter) ?? "");
            if (chosen.Count > 0)
                return await new BenchmarkRun(command, chosen, Settings(parsed)).RunAsync(parsed);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"No benchmark that was asked for has a name that contains '{parsed.GetValue(filter)}'; --list tells all names.");
            return 1;
        });
        foreach (var scenario in Scenario.All)
            root.Subcommands.Add(CommandOf(scenario, command));
        root.Subcommands.Add(Compare(command));
        root.Subcommands.Add(Grow(command));
        root.Subcommands.Add(ChaosCommand.Make());
        root.Subcommands.Add(Screenshots());
        root.Subcommands.Add(RunOne());
        return root.Parse(words).InvokeAsync(new InvocationConfiguration { Output = output ?? Console.Out, Error = output ?? Console.Error });
    }

    /// <summary>Benchmarks in the order of their names: those that are named, or all; of them those whose name contains the filter, in any case.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyCollection<string> named, string filter) =>
    [
        .. Benchmark.FindAll().Select(benchmark => benchmark.Name)
            .Where(name => (named.Count == 0 || named.Contains(name)) && name.Contains(filter, StringComparison.OrdinalIgnoreCase)),
    ];

    private static Command CommandOf(Scenario scenario, string words)
    {
        var command = new Command(scenario.Name, scenario.Title) { CommandOptions.Scale, Seed, Json, Markdown, CommandOptions.Baseline, Limit };
        command.SetAction((parsed, _) =>
            new BenchmarkRun(words, scenario.Benchmarks, scenario.Scaled(parsed.GetValue(CommandOptions.Scale), parsed.GetValue(Seed))).RunAsync(parsed));
        return command;
    }

    private static Command Compare(string words)
    {
        var command = new Command(Comparison.Name, Comparison.Title) { Seed, Json, Markdown, CommandOptions.Baseline, Limit };
        command.SetAction((parsed, _) =>
            new BenchmarkRun(words, Comparison.Benchmarks, new RunSettings(parsed.GetValue(Seed))) { Table = Comparison.Of }.RunAsync(parsed));
        return command;
    }

    private static Command Grow(string words)
    {
        var command = new Command(ScaleBenchmark.Name, ScaleBenchmark.Title) { CommandOptions.Scale, Seed, Json, Markdown, Plot, CommandOptions.Baseline, Limit };
        command.SetAction((parsed, _) => new BenchmarkRun(
            words, [ScaleBenchmark.Name], new RunSettings(parsed.GetValue(Seed), ScaleBenchmark.Minutes * parsed.GetValue(CommandOptions.Scale))).RunAsync(parsed));
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

    private static async Task<int> ListAsync(TextWriter output)
    {
        foreach (var benchmark in Benchmark.FindAll())
            await output.WriteLineAsync($"{benchmark.Name,-18} {benchmark.Title}");
        foreach (var scenario in Scenario.All)
            await output.WriteLineAsync($"{scenario.Name,-18} {scenario.Title}");
        await output.WriteLineAsync($"{Comparison.Name,-18} {Comparison.Title}");
        await output.WriteLineAsync($"{ChaosCommand.Name,-18} {ChaosCommand.Title}");
        return 0;
    }
}

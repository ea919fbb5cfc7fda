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
        var names = new Argument<string[]>("name") { Description = "Benchmarks to run; all unless some are named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. Benchmark.FindAll().Select(benchmark => benchmark.Name)]);
        var root = new RootCommand("Measures OrleansTrading and prints Markdown.") { names, list, Filter, Seed, Minutes, Clients, Symbols, Json, Markdown, CommandOptions.Baseline, Limit };
        var command = string.Join(' ', words);
        root.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(list))
                return await ListAsync(parsed.InvocationConfiguration.Output);
            return await RunAsync(new BenchmarkRun(command, Choose(parsed.GetValue(names)!, parsed.GetValue(Filter)!), Settings(parsed)), parsed, "No benchmark that was asked for");
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

    /// <summary>Benchmarks in the order of their names: those that are named, or all; of them those whose name, or a part's, contains the filter, in any case.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyCollection<string> named, string filter) =>
        [.. Benchmark.FindAll().Where(benchmark => (named.Count == 0 || named.Contains(benchmark.Name)) && benchmark.Matches(filter)).Select(benchmark => benchmark.Name)];

    private static async Task<int> RunAsync(BenchmarkRun run, ParseResult parsed, string nothing)
    {
        var filter = parsed.GetValue(Filter)!;
        if (run.Names.Count > 0)
            return await (run with { Filter = filter }).RunAsync(parsed);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"{nothing} has a name, or a part with a name, that contains '{filter}'; --list tells the names, the tables of a whole run those of the parts.");
        return 1;
    }

    private static Command CommandOf(Scenario scenario, string words)
    {
        var command = new Command(scenario.Name, scenario.Title) { Filter, CommandOptions.Scale, Seed, Json, Markdown, CommandOptions.Baseline, Limit };
        command.SetAction((parsed, _) => RunAsync(
            new BenchmarkRun(words, scenario.Choose(parsed.GetValue(Filter)!), scenario.Scaled(parsed.GetValue(CommandOptions.Scale), parsed.GetValue(Seed))),
            parsed, $"Nothing of '{scenario.Name}', which is {string.Join(", ", scenario.Benchmarks)},"));
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
        var command = new Command(BenchmarkProcess.Word) { name, file, Filter, Seed, Minutes, Clients, Symbols };
        command.Hidden = true;
        command.SetAction((parsed, _) => BenchmarkProcess.RunHereAsync(
            Benchmark.FindAll().Single(benchmark => benchmark.Name == parsed.GetValue(name)), parsed.GetValue(file)!, Settings(parsed), parsed.GetValue(Filter)!));
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

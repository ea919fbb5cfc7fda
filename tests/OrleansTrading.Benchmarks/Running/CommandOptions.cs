using System.CommandLine;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Options that several commands have.</summary>
internal static class CommandOptions
{
    public static readonly Option<int> Seed = new("--seed") { Description = "Of all chance: markets, clients.", DefaultValueFactory = _ => new RunSettings().Seed };
    public static readonly Option<double> Minutes = new("--minutes") { Description = "How long the service is under load.", DefaultValueFactory = _ => new RunSettings().Minutes };
    public static readonly Option<int> Clients = new("--clients") { Description = "Clients of the service at once.", DefaultValueFactory = _ => new RunSettings().Clients };
    public static readonly Option<int> Symbols = new("--symbols") { Description = "Symbols that the service follows.", DefaultValueFactory = _ => new RunSettings().Symbols };
    public static readonly Option<string> Filter = new("--filter")
    {
        Description = "Only benchmarks whose name contains this, and of the others the parts whose name does.", DefaultValueFactory = _ => "",
    };

    public static readonly Option<double> Scale = new("--scale") { Description = "Factor of its length.", DefaultValueFactory = _ => 1 };
    public static readonly Option<string?> Json = new("--json") { Description = "Write the report to this file, for --baseline and for programs." };
    public static readonly Option<string?> Markdown = new("--markdown") { Description = "Write the report to this file, for people." };
    public static readonly Option<string?> Plot = new("--svg") { Description = "Draw the figures into this file." };
    public static readonly Option<string?> Baseline = new("--baseline") { Description = "A file that --json wrote: figures that have become worse by a fifth are told, and the exit code is 3." };
    public static readonly Option<double> Limit = new("--time-limit") { Description = "Minutes after which one benchmark is ended.", DefaultValueFactory = _ => 30 };
}

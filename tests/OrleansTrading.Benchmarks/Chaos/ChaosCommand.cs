using System.CommandLine;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary><c>-- chaos</c>: attacks the service for a while and says whether everything held.</summary>
internal static class ChaosCommand
{
    public const string Name = "chaos";
    public const string Title = "Attacks three silos, their database and their venue for some minutes, and audits what is left.";

    private const int Violated = 1;

    /// <remarks>Exit code 0 when everything held, 1 when something did not or the command line was wrong.</remarks>
    public static Command Make()
    {
        var defaults = new ChaosOptions();
        var seed = new Option<int>("--seed") { Description = "Decides what happens when, and what is asked for; another one each time unless given.", DefaultValueFactory = _ => defaults.Seed };
        var minutes = new Option<double>("--minutes") { Description = "How long the storm lasts; starting, calm and audit come to that.", DefaultValueFactory = _ => defaults.Length.TotalMinutes };
        var symbols = new Option<int>("--symbols") { Description = "Symbols of the market.", DefaultValueFactory = _ => defaults.Symbols };
        var only = new Option<StormForce[]>("--only") { Description = "What the storm is made of; everything unless named.", AllowMultipleArgumentsPerToken = true };
        var logs = new Option<string?>("--log") { Description = "Write warnings and errors of the silos to this file." };
        minutes.Validators.Add(result =>
        {
            if (result.GetValue(minutes) is not (>= 0.05 and <= 1_440))
                result.AddError("--minutes is 0.05 to 1440.");
        });
        symbols.Validators.Add(result =>
        {
            if (result.GetValue(symbols) is not (>= 1 and <= 500))
                result.AddError("--symbols is 1 to 500.");
        });
        var command = new Command(Name, Title) { seed, minutes, symbols, only, logs };
        command.SetAction(async (parsed, _) =>
        {
            var options = new ChaosOptions
            {
                Seed = parsed.GetValue(seed), Length = TimeSpan.FromMinutes(parsed.GetValue(minutes)), Symbols = parsed.GetValue(symbols), LogFile = parsed.GetValue(logs),
                Forces = parsed.GetValue(only) is { Length: > 0 } named ? named.ToHashSet() : defaults.Forces,
            };
            return await StormRun.RunAsync(options, new StormLog(Console.Out)) ? 0 : Violated;
        });
        return command;
    }
}

using System.Globalization;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Hosting;

/// <summary>Reads the command line into options, or says what was expected.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Usage: dotnet run --project src/OrleansTrading.Simulator -- [options]
          --port N                 TCP port on 127.0.0.1, 0 for a free one (default 9090)
          --symbols N              symbols of the seeded market, 1 to 2000 (default 20)
          --seed N                 seed of the market (default 7)
          --trades-per-second X    average trades of a symbol a second, 0.1 to 500 (default 3)
          --quiet N                so many of them, the last, trade every few minutes only (default 0)
          --burst N@HH:MM/Mm       N times the trades for M minutes from that time of every day (UTC), e.g. 10@12:00/10m
          --replay PATH            play files in the layout of the venue's public dumps, or captures, instead
          --replay-from ISO        where the replay starts, e.g. 2026-01-31T00:00:00Z
          --speed X|max            simulated seconds a second, or as fast as the consumers take it (default 1)
          --latency T              delay of REST answers, e.g. 50ms or 1s (default 0)
          --weight N               request weight a minute before 429 (default 2400)
          --start ISO              simulated time at the start (default now)
          --faults FILE            JSON array of scripted faults
        """;

    private static readonly Dictionary<string, (string Expected, Func<SimulatorOptions, string, bool> Set)> Known = new()
    {
        ["--port"] = ("a port from 0 to 65535", (options, text) => Whole(text, 0, 65_535, value => options.Port = (int)value)),
        ["--symbols"] = ("a number from 1 to 2000", (options, text) => Whole(text, 1, 2_000, value => options.Symbols = (int)value)),
        ["--seed"] = ("a whole number", (options, text) => Whole(text, long.MinValue, long.MaxValue, value => options.Seed = value)),
        ["--trades-per-second"] = ("a number from 0.1 to 500", (options, text) => Real(text, 0.1, 500, value => options.TradesPerSecond = value)),
        ["--quiet"] = ("a number from 0 to 2000", (options, text) => Whole(text, 0, 2_000, value => options.QuietSymbols = (int)value)),
        ["--burst"] = (TrafficBurst.Expected, (options, text) => TrafficBurst.TryParse(text, out _) && Set(() => options.Burst = text)),
        ["--replay"] = ("a folder or file that exists", (options, text) => Path.Exists(text) && Set(() => options.ReplayDirectory = text)),
        ["--replay-from"] = ("an ISO time such as 2026-01-31T00:00:00Z", (options, text) => Time(text, value => options.ReplayFrom = value)),
        ["--speed"] = ("a number above 0 and at most 100000, or max", Speed),
        ["--latency"] = ("a time from 0 to 60s such as 50ms or 1s", Latency),
        ["--weight"] = ("a number from 1 to 2000000000", (options, text) => Whole(text, 1, 2_000_000_000, value => options.WeightPerMinute = (int)value)),
        ["--start"] = ("an ISO time such as 2026-01-31T00:00:00Z", (options, text) => Time(text, value => options.Start = value)),
        ["--faults"] = ("a file that exists", (options, text) => File.Exists(text) && Set(() => options.FaultScript = text)),
    };

    /// <summary>Null with the error when an argument is unknown or its value is not what was expected.</summary>
    public static SimulatorOptions? Parse(IReadOnlyList<string> arguments, out string error)
    {
        var options = new SimulatorOptions { Port = 9_090 };
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (!Known.TryGetValue(name, out var option))
            {
                error = $"Unknown argument '{name}'; expected one of {string.Join(", ", Known.Keys)}.";
                return null;
            }

            value ??= ++i < arguments.Count ? arguments[i] : null;
            if (value is null || !option.Set(options, value))
            {
                error = value is null ? $"{name} has no value; expected {option.Expected}." : $"{name} is '{value}'; expected {option.Expected}.";
                return null;
            }
        }

        error = "";
        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static bool Set(Action set)
    {
        set();
        return true;
    }

    private static bool Whole(string text, long least, long most, Action<long> set) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
        && Set(() => set(value));

    private static bool Real(string text, double least, double most, Action<double> set) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
        && Set(() => set(value));

    private static bool Time(string text, Action<DateTimeOffset> set) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
        && Set(() => set(value));

    private static bool Speed(SimulatorOptions options, string text) => text == "max"
        ? Set(() => options.Speed = double.PositiveInfinity)
        : Real(text, 1e-6, 100_000, value => options.Speed = value);

    private static bool Latency(SimulatorOptions options, string text)
    {
        var (number, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith('s') => (text[..^1], 1_000.0),
            _ => (text, 1.0),
        };
        return Real(number, 0, 60_000 / unit, value => options.Latency = TimeSpan.FromMilliseconds(value * unit));
    }
}

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// The words after the program's name, read strictly: an option that does not exist is an error, not a setting
/// that nobody reads.
/// </summary>
/// <param name="Settings">For the configuration, <c>--Section:Key=value</c> each.</param>
/// <param name="WantsHelp">Whether the usage was asked for.</param>
/// <param name="Errors">What could not be understood.</param>
internal sealed record CommandLine(string[] Settings, bool WantsHelp, IReadOnlyList<string> Errors)
{
    public const string Usage = """
        usage: OrleansTrading.Silo COMMAND ...       asks a service that runs; see below
               OrleansTrading.Silo [--urls URL[;URL]] [--data DIR] [--environment NAME] [--SECTION:KEY VALUE ...]

          --urls URL          where to listen; http://127.0.0.1:8080 unless told otherwise, port 0 for any free one
          --data DIR          where candles and grains are kept; ./data unless told otherwise
          --environment NAME  Production unless told otherwise; appsettings.NAME.json is read too
          --SECTION:KEY VALUE any setting of appsettings.json, for example --Venues:Binance:Environment Testnet

        The same settings can come from environment variables, with __ between section and key.
        """;

    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["urls"] = "urls",
        ["data"] = DataDirectory.Setting,
        ["environment"] = "environment",
    };

    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
            return new CommandLine([], true, []);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var errors = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || words[i].Length == 2)
            {
                errors.Add($"'{words[i]}' is not an option; options start with '--', and --help lists them.");
                continue;
            }

            var (name, value) = Split(words[i][2..]);
            value ??= i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : null;
            Take(name, value, settings, errors);
        }

        return new CommandLine([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")], false, errors);
    }

    private static void Take(string name, string? value, Dictionary<string, string> settings, List<string> errors)
    {
        var key = Short.GetValueOrDefault(name, name);
        if (key == name && !Short.ContainsKey(name) && SettingsCatalogue.Defect(name) is { } defect)
            errors.Add($"--{name} is not an option: {defect}");
        else if (string.IsNullOrWhiteSpace(value))
            errors.Add($"--{name} needs a value.");
        else if (!settings.TryAdd(key, value))
            errors.Add($"--{name} is given twice.");
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }
}

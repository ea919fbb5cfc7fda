using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// The settings in force, with what docs/configuration.md says of each: a test keeps that page true, and it is part of this program.
/// </summary>
internal sealed partial class SettingsReader(IConfiguration configuration, AccessRules rules) : ISettingsReader
{
    private const string Document = "OrleansTrading.Silo.configuration.md";

    private readonly Lazy<IReadOnlyList<(string Name, string Text, IReadOnlyList<Described> Settings)>> _described = new(ReadDocument);

    public IReadOnlyList<SettingsUser> Users =>
        [.. rules.Options.Users.Select(user => new SettingsUser(user.Key, user.Value.Role)).OrderBy(user => user.Name, StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<SettingsSection> Read() =>
        [.. _described.Value.Select(section => new SettingsSection(section.Name, section.Text, [.. section.Settings.SelectMany(RowsOf)]))];

    /// <summary>Whether of a setting nothing but that it is set may be told.</summary>
    internal static bool IsSecret(string key) => Secret().IsMatch(key);

    private IEnumerable<SettingRow> RowsOf(Described setting)
    {
        var keys = Expand("", setting.Key.Split(':')).ToList();
        // A setting of something that has a name, of which there is none.
        if (keys.Count == 0)
            keys = [setting.Key];
        return keys.Select(key => RowOf(key, setting));
    }

    private SettingRow RowOf(string key, Described setting)
    {
        var (value, source, from) = Find(key);
        var isSecret = IsSecret(key) || (value is not null && Credentials().IsMatch(value));
        return new SettingRow(key, isSecret ? null : value, setting.Default, setting.Allowed, setting.Text, source, from, isSecret);
    }

    /// <summary>The keys that a pattern with NAME in it stands for.</summary>
    private IEnumerable<string> Expand(string path, ReadOnlyMemory<string> rest)
    {
        if (rest.IsEmpty)
            return [path];
        var (first, then) = (rest.Span[0], rest[1..]);
        if (first != "NAME")
            return Expand(path.Length == 0 ? first : $"{path}:{first}", then);
        return configuration.GetSection(path).GetChildren().SelectMany(child => Expand(child.Path, then));
    }

    /// <remarks>A later source goes before an earlier one. A list is told by its items, which come from the source of the first.</remarks>
    private (string? Value, SettingSource Source, string From) Find(string key)
    {
        foreach (var provider in ((IConfigurationRoot)configuration).Providers.Reverse())
        {
            var value = provider.TryGet(key, out var single) ? single : ItemsOf(provider, key);
            if (value is null)
                continue;
            return provider switch
            {
                CommandLineConfigurationProvider => (value, SettingSource.CommandLine, "--" + key),
                EnvironmentVariablesConfigurationProvider => (value, SettingSource.Environment, key.Replace(":", "__", StringComparison.Ordinal)),
                ShortSource.Provider given => (value, SettingSource.Environment, given.Given[key].Name),
                JsonConfigurationProvider file => (value, SettingSource.File, file.Source.Path ?? "appsettings.json"),
                _ => (value, SettingSource.Default, ""),
            };
        }

        return (null, SettingSource.Default, "");
    }

    private static string? ItemsOf(IConfigurationProvider provider, string key)
    {
        var items = provider.GetChildKeys([], key).Distinct().Select(child => provider.TryGet($"{key}:{child}", out var item) ? item : null).OfType<string>().ToList();
        return items.Count == 0 ? null : string.Join(", ", items);
    }

    private static List<(string, string, IReadOnlyList<Described>)> ReadDocument()
    {
        using var stream = typeof(SettingsReader).Assembly.GetManifestResourceStream(Document) ?? throw new InvalidOperationException($"expected {Document} in this program");
        using var reader = new StreamReader(stream);
        var sections = new List<(string, string, IReadOnlyList<Described>)>();
        var (rows, text) = (new List<Described>(), "");
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                (rows, text) = ([], "");
                sections.Add((line[3..], text, rows));
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                rows.Add(new Described(
                    row.Groups["key"].Value, Plain(row.Groups["default"].Value), Plain(row.Groups["allowed"].Value), Plain(row.Groups["text"].Value)));
            }
            else if (sections.Count > 0 && rows.Count == 0 && line.Length > 0 && line[0] != '|')
            {
                sections[^1] = (sections[^1].Item1, $"{sections[^1].Item2} {Plain(line)}".Trim(), rows);
            }
        }

        return sections;
    }

    private static string Plain(string markdown) => markdown.Trim().Replace("\\|", "|", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \| (?<default>.*?) \| (?<allowed>.*?) \| (?<text>.*) \|$")]
    private static partial Regex Row();

    /// <remarks>Addresses of alert routes count too: many a receiver's address is its password.</remarks>
    [GeneratedRegex("(secret|password|passphrase|credential|connectionstring|apikey|privatekey|:key$|token)|^Alerting:Routes:[^:]+:(Address|Server|User|From|To|ChatId)", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("://[^/]*@")]
    private static partial Regex Credentials();

    private sealed record Described(string Key, string Default, string Allowed, string Text);
}

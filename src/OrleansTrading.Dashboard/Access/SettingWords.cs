using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>Words of the settings' page.</summary>
internal static class SettingWords
{
    /// <summary>What settings may be, and what they are unless they are set.</summary>
    public static readonly Sentences Told = new(
        /* text */ "text up to {0} characters",
        /* text */ "text, not empty",
        /* text */ "text",
        /* text */ "a number",
        /* text */ "a time",
        /* text */ "empty",
        /* text */ "none",
        /* text */ "{0} to {1}");

    /// <summary>What the documentation says of a section, without its name, which stands before it on the page.</summary>
    public static string About(string text, string section)
    {
        foreach (var (said, end) in new[] { ($"Section {section}", ". "), ($"配置节 {section}", "。") })
        {
            var rest = $"{text} ".Replace($"{said}{end}", "", StringComparison.Ordinal).Trim();
            foreach (var colon in new[] { ": ", "：" })
            {
                if (rest.StartsWith(said + colon, StringComparison.Ordinal) && rest[(said.Length + colon.Length)..] is [var first, .. var others])
                    rest = char.ToUpperInvariant(first) + others;
            }

            text = rest;
        }

        return text;
    }

    public static string Of(SettingSource source) => source switch
    {
        SettingSource.Default => /* text */ "default",
        SettingSource.File => /* text */ "file",
        SettingSource.Environment => /* text */ "environment",
        SettingSource.CommandLine => /* text */ "command line",
        _ => /* text */ "another source",
    };

    public static string Of(Role role) => role switch
    {
        Role.Viewer => /* text */ "Viewer",
        Role.Operator => /* text */ "Operator",
        _ => /* text */ "Admin",
    };

    public static string Of(Scope scope) => scope switch
    {
        Scope.Read => /* text */ "Read: see everything",
        Scope.Operate => /* text */ "Operate: jobs, repairs, silences",
        Scope.Trade => /* text */ "Trade: orders, guards, halts",
        _ => /* text */ "Admin: limits, live trading, tokens",
    };

    /// <summary>Where what a section is about can be changed while the service runs.</summary>
    public static (string Href, string Text)? PageOf(string section) => section switch
    {
        "Jobs" => ("jobs", /* text */ "Schedules are changed on the page of jobs."),
        "Trading" => ("trading", /* text */ "Switches are changed on the page of trading, limits on the page of risk."),
        "Alerting" => ("alerts", /* text */ "Silences are made on the page of alerts."),
        _ => null,
    };
}

namespace OrleansTrading.Silo.Commands;

/// <summary>Finds the command that the words ask for.</summary>
internal static class CommandReader
{
    public const string AddressVariable = "ORLEANS_TRADING_URL";

    public const string Usage = """
        hash-password              reads a password and prints its hash, for Access:Users:NAME:PasswordHash
        migrate [--SECTION:KEY VALUE ...]
                                   brings the tables of ConnectionStrings:Database up to date, and ends
        export DIR [--data DIR]    copies all that a stopped service keeps in files into a directory, with checksums
        import DIR [--SECTION:KEY VALUE ...]
                                   brings an export into ConnectionStrings:Database, and compares both

        commands, to a service that runs:

          jobs list                  every job: its schedule, the next slot, how the last run went
          jobs run NAME              runs a job now
            --param KEY=VALUE        gives it a parameter; as often as needed
            --wait                   shows how far it is, and ends with it
          jobs status ID             one run
          jobs cancel ID             cancels a run
          scan                       the live symbols, ranked by score
            --compare                the same from the cache and by REST, side by side
            --intervals 5m,1h        of these intervals
            --min-score N, --max N   with at least this score, at most so many
            --watchlist NAME         of this watchlist
          health                     whether the service is ready, and if not, why
            --live                   whether it answers at all

          --token-file PATH          a file with the key of a token; else the variable ORLEANS_TRADING_TOKEN
          --url URL                  which service; else the variable ORLEANS_TRADING_URL, else http://127.0.0.1:8080

        A command ends with 0 when it is done, 1 when the run or the service failed, 2 when it was not understood.
        """;

    public const string TokenVariable = "ORLEANS_TRADING_TOKEN";

    private const string Url = "--url";
    private const string TokenFile = "--token-file";
    private const string Commands = "jobs list, jobs run NAME, jobs status ID, jobs cancel ID, scan, health, migrate, export DIR, import DIR, hash-password";

    /// <summary>Whether the words are a command to a running service; otherwise they start one.</summary>
    public static bool IsCommand(IReadOnlyList<string> words) => words.Count > 0 && !words[0].StartsWith('-');

    public static CommandRequest Read(string[] words, Func<string, string?> variable)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
            return new CommandRequest(null, null, [], WantsHelp: true);
        var (command, options) = words switch
        {
            ["jobs", "list", .. var rest] => JobsList(rest),
            ["jobs", "run", .. var rest] => JobsRun(rest),
            ["jobs", "status", .. var rest] => OfRun(rest, "status", id => new JobsStatusCommand(id)),
            ["jobs", "cancel", .. var rest] => OfRun(rest, "cancel", id => new JobsCancelCommand(id)),
            ["scan", .. var rest] => Scan(rest),
            ["health", .. var rest] => Health(rest),
            _ => (null, null),
        };
        if (options is null)
            return new CommandRequest(null, null, [$"'{Named(words)}' is not a command; the commands are {Commands}. Without one the service starts."], false);
        var address = Address(options, variable);
        var token = Token(options, variable);
        return new CommandRequest(options.Errors.Count == 0 ? command : null, address, options.Errors, false, token);
    }

    private static (ICommand?, CommandOptions?) JobsList(IEnumerable<string> rest)
    {
        var options = CommandOptions.Read(rest, [], [Url, TokenFile], []);
        Expect(options, 0, "jobs list takes no further word");
        return (new JobsListCommand(), options);
    }

    private static (ICommand?, CommandOptions?) JobsRun(IEnumerable<string> rest)
    {
        var options = CommandOptions.Read(rest, ["--wait"], [Url, TokenFile], ["--param"]);
        Expect(options, 1, "jobs run takes the name of one job, as 'jobs list' shows them");
        foreach (var pair in options.ValuesOf("--param").Where(pair => pair.IndexOf('=', StringComparison.Ordinal) <= 0))
            options.Refuse($"--param is '{pair}'; expected KEY=VALUE.");
        var parameters = options.ValuesOf("--param").Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        foreach (var twice in parameters.GroupBy(pair => pair.Key).Where(group => group.Count() > 1))
            options.Refuse($"--param {twice.Key} is given twice.");
        return (new JobsRunCommand(options.Words.FirstOrDefault(""), parameters, options.Has("--wait")), options);
    }

    private static (ICommand?, CommandOptions?) OfRun(IEnumerable<string> rest, string verb, Func<string, ICommand> make)
    {
        var options = CommandOptions.Read(rest, [], [Url, TokenFile], []);
        Expect(options, 1, $"jobs {verb} takes the id of one run");
        return (make(options.Words.FirstOrDefault("")), options);
    }

    private static (ICommand?, CommandOptions?) Scan(IEnumerable<string> rest)
    {
        var options = CommandOptions.Read(rest, ["--compare"], [Url, TokenFile, "--intervals", "--min-score", "--max", "--watchlist"], []);
        Expect(options, 0, "scan takes no further word");
        var query = new ScanQuery(
            options.ValueOf("--intervals"), options.ValueOf("--min-score"), options.ValueOf("--max"), options.ValueOf("--watchlist"));
        return (options.Has("--compare") ? new ScanCompareCommand(query) : new ScanCommand(query), options);
    }

    private static (ICommand?, CommandOptions?) Health(IEnumerable<string> rest)
    {
        var options = CommandOptions.Read(rest, ["--live"], [Url], []);
        Expect(options, 0, "health takes no further word");
        return (new HealthCommand(options.Has("--live")), options);
    }

    private static void Expect(CommandOptions options, int count, string rule)
    {
        if (options.Words.Count != count)
            options.Refuse(options.Words.Count > count ? $"'{options.Words[count]}' is one word too many: {rule}." : $"{rule}.");
    }

    private static Uri? Address(CommandOptions options, Func<string, string?> variable)
    {
        var (source, text) = options.ValueOf(Url) is { } given ? (Url, given)
            : variable(AddressVariable) is { Length: > 0 } set ? (AddressVariable, set)
            : (Url, Hosting.HostDefaults.Address);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        options.Refuse($"{source} is '{text}'; expected an address such as {Hosting.HostDefaults.Address}.");
        return null;
    }

    /// <remarks>Not an option by itself: the words of a command are seen by everybody on the machine.</remarks>
    private static string? Token(CommandOptions options, Func<string, string?> variable)
    {
        if (options.ValueOf(TokenFile) is not { } path)
            return variable(TokenVariable) is { Length: > 0 } set ? set.Trim() : null;
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            options.Refuse($"{TokenFile} is '{path}', which cannot be read: {exception.Message}");
            return null;
        }
    }

    private static string Named(string[] words) =>
        string.Join(' ', words.TakeWhile(word => !word.StartsWith('-')).Take(words[0] == "jobs" ? 2 : 1));
}

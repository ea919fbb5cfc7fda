namespace OrleansTrading.Silo.Commands;

/// <summary>The words of a command, sorted out: what has no name, and the options by name. Every defect is kept.</summary>
internal sealed class CommandOptions
{
    private readonly List<string> _errors = [];
    private readonly List<string> _words = [];
    private readonly List<(string Name, string? Value)> _options = [];

    public IReadOnlyList<string> Words => _words;

    public IReadOnlyList<string> Errors => _errors;

    /// <param name="words">The words.</param>
    /// <param name="flags">Options without a value.</param>
    /// <param name="valued">Options with a value, at most once each.</param>
    /// <param name="repeated">Options with a value, any number of times.</param>
    public static CommandOptions Read(IEnumerable<string> words, string[] flags, string[] valued, string[] repeated)
    {
        var read = new CommandOptions();
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                read._words.Add(word);
                continue;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
            if (flags.Contains(name))
                read.TakeFlag(name, value);
            else if (valued.Contains(name) || repeated.Contains(name))
                read.TakeValue(name, value ?? NextValue(rest), repeated.Contains(name));
            else
                read._errors.Add($"'{name}' is not an option of this command; it has {string.Join(", ", [.. flags, .. valued, .. repeated])}.");
        }

        return read;
    }

    public bool Has(string flag) => _options.Any(option => option.Name == flag);

    public string? ValueOf(string name) => _options.FirstOrDefault(option => option.Name == name).Value;

    public IReadOnlyList<string> ValuesOf(string name) => [.. _options.Where(option => option.Name == name).Select(option => option.Value!)];

    public void Refuse(string error) => _errors.Add(error);

    private static string? NextValue(Queue<string> rest) =>
        rest.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal) ? rest.Dequeue() : null;

    private void TakeFlag(string name, string? value)
    {
        if (value is not null)
            _errors.Add($"{name} takes no value.");
        _options.Add((name, null));
    }

    private void TakeValue(string name, string? value, bool maySeveral)
    {
        if (string.IsNullOrEmpty(value))
            _errors.Add($"{name} needs a value.");
        else if (!maySeveral && Has(name))
            _errors.Add($"{name} is given twice.");
        else
            _options.Add((name, value));
    }
}

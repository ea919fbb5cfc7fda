namespace OrleansTrading.Dashboard.Trading;

/// <summary>What is wrong with the fields of a form, by the name that the API has for them.</summary>
internal sealed class Problems
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    public bool Any => _byField.Count > 0;

    public string? Of(string field) => _byField.GetValueOrDefault(field);

    /// <summary>The first that is told of a field stays.</summary>
    public void Add(string field, string problem) => _byField.TryAdd(field, problem);

    public void Clear() => _byField.Clear();
}

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Names of things, of which there may be any number: the first few, and how many there are.</summary>
internal sealed class SomeNames
{
    private const int Most = 5;

    private readonly List<string> _first = [];

    public long Count { get; private set; }

    public void Add(string name)
    {
        Count++;
        if (_first.Count < Most)
            _first.Add(name);
    }

    public override string ToString() => string.Join(", ", _first) + (Count > _first.Count ? $" and {Count - _first.Count} more" : "");
}

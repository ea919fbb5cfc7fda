namespace OrleansTrading.Parquet;

/// <summary>The columns of a file, in order; their names are unique.</summary>
public sealed class ParquetSchema
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public ParquetSchema(params IReadOnlyList<ParquetColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException("A schema has no columns; expected at least one.", nameof(columns));
        foreach (var column in columns)
        {
            column.Validate();
            if (!_places.TryAdd(column.Name, _places.Count))
                throw new ArgumentException($"Column '{column.Name}' is there twice.", nameof(columns));
        }

        Columns = [.. columns];
    }

    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Place of a column, or -1 where there is none of that name.</summary>
    public int IndexOf(string name) => _places.GetValueOrDefault(name, -1);
}

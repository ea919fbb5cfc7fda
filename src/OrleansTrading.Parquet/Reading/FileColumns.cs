namespace OrleansTrading.Parquet.Reading;

/// <summary>The columns of a file that can be read, with which chunk of a row group is theirs, and why the others cannot.</summary>
internal sealed class FileColumns
{
    private const int OptionalRepetition = 1;
    private const int RequiredRepetition = 0;

    private readonly List<(ParquetColumn Column, int Leaf, bool Optional)> _readable = [];
    private readonly Dictionary<string, string> _others = new(StringComparer.Ordinal);

    public FileColumns(IReadOnlyList<SchemaElement> elements)
    {
        if (elements.Count < 2 || elements[0].Children < 1)
            throw new ParquetException("Expected a schema with at least one column, found none.");
        var place = 1;
        for (var child = 0; child < elements[0].Children; child++)
        {
            if (place >= elements.Count)
                throw new ParquetException($"Expected {elements[0].Children} columns, found {child}.");
            if (elements[place].Children != 0)
                SkipGroup(elements, ref place);
            else
                AddLeaf(elements[place++]);
        }

        if (place != elements.Count)
            throw new ParquetException($"Expected {place - 1} elements of the schema, found {elements.Count - 1}.");
        if (_readable.Count == 0)
            throw new ParquetException($"Expected at least one column that can be read, found none: {string.Join("; ", _others.Values)}");
        Schema = MakeSchema();
    }

    public ParquetSchema Schema { get; }

    /// <summary>Column chunks that a row group must have.</summary>
    public int Leaves { get; private set; }

    public int LeafOf(int column) => _readable[column].Leaf;

    public bool IsOptional(int column) => _readable[column].Optional;

    /// <summary>Why a column that the file may have is not in the schema; null where it has no such column.</summary>
    public string? WhyNot(string name) => _others.GetValueOrDefault(name);

    private ParquetSchema MakeSchema()
    {
        try
        {
            return new ParquetSchema([.. _readable.Select(column => column.Column)]);
        }
        catch (ArgumentException exception)
        {
            throw new ParquetException($"Expected a schema of named columns: {exception.Message}", exception);
        }
    }

    private void AddLeaf(SchemaElement element)
    {
        var leaf = Leaves++;
        if (element.Repetition is not (RequiredRepetition or OptionalRepetition))
            _others[element.Name] = $"column '{element.Name}' is repeated; expected one value a row";
        else if (TypeOf(element) is { } type)
            _readable.Add((Column(element, type), leaf, element.Repetition == OptionalRepetition));
        else
            _others[element.Name] = $"column '{element.Name}' has physical type {element.Type}, logical type {element.Logical}, converted type {element.Converted}; "
                + "expected BOOLEAN, INT32, INT64, DOUBLE, text, timestamps in UTC milliseconds or decimals on INT64";
    }

    private static ParquetColumn Column(SchemaElement element, ParquetType type) => type == ParquetType.Decimal
        ? new ParquetColumn(element.Name, type, element.Precision, element.Scale)
        : new ParquetColumn(element.Name, type);

    private static ParquetType? TypeOf(SchemaElement element) => (PhysicalType)element.Type switch
    {
        PhysicalType.Boolean => ParquetType.Boolean,
        PhysicalType.Double => ParquetType.Double,
        PhysicalType.Int32 when IsPlainWhole(element, ConvertedType.Int32) => ParquetType.Int32,
        PhysicalType.Int64 when IsPlainWhole(element, ConvertedType.Int64) => ParquetType.Int64,
        PhysicalType.Int64 when Is(element, LogicalKind.TimestampMillis, ConvertedType.TimestampMillis) => ParquetType.Timestamp,
        PhysicalType.Int64 when Is(element, LogicalKind.Decimal, ConvertedType.Decimal) => ParquetType.Decimal,
        PhysicalType.ByteArray when Is(element, LogicalKind.String, ConvertedType.Utf8) || Is(element, LogicalKind.Enum, ConvertedType.Enum) => ParquetType.String,
        _ => null,
    };

    private static bool IsPlainWhole(SchemaElement element, ConvertedType converted) =>
        (element.Logical == LogicalKind.None && element.Converted == -1) || Is(element, LogicalKind.SignedWhole, converted);

    // The newer annotation counts; the older one where it is the only one.
    private static bool Is(SchemaElement element, LogicalKind logical, ConvertedType converted) =>
        element.Logical == LogicalKind.None ? element.Converted == (int)converted : element.Logical == logical;

    private void SkipGroup(IReadOnlyList<SchemaElement> elements, ref int place)
    {
        var name = elements[place].Name;
        _others[name] = $"column '{name}' has columns of its own; expected plain columns";
        for (long open = 1; open > 0; open--)
        {
            if (place >= elements.Count || elements[place].Children < 0)
                throw new ParquetException($"Expected all columns of '{name}', found {elements.Count} elements of the schema.");
            open += elements[place].Children;
            Leaves += elements[place++].Children == 0 ? 1 : 0;
        }
    }
}

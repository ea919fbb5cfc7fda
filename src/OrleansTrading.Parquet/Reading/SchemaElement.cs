namespace OrleansTrading.Parquet.Reading;

/// <summary>A node of the schema's tree as the footer has it; -1 for what it does not say.</summary>
internal sealed record SchemaElement
{
    public int Type { get; init; } = -1;

    public int Repetition { get; init; } = -1;

    public string Name { get; init; } = "";

    public int Children { get; init; }

    public int Converted { get; init; } = -1;

    public int Scale { get; init; }

    public int Precision { get; init; }

    public LogicalKind Logical { get; init; }
}

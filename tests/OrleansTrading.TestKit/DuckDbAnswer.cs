namespace OrleansTrading.TestKit;

/// <summary>What DuckDB answered to one statement: values as text, null for NULL.</summary>
public sealed record DuckDbAnswer(TimeSpan Took, string? Error, IReadOnlyList<string> Types, IReadOnlyList<string?[]> Rows)
{
    /// <summary>The first row's first value.</summary>
    public string? Value => Rows[0][0];
}

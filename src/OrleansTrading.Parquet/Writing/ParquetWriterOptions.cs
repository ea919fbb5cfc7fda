namespace OrleansTrading.Parquet;

/// <summary>How a file is written.</summary>
public sealed class ParquetWriterOptions
{
    /// <summary>Rows of a row group at most; longer ones are split. 1 to 4,194,304.</summary>
    public int RowGroupRows { get; init; } = 262_144;

    /// <summary>Rows of a page at most; a page is what is encoded and compressed at once. 1 to 1,048,576.</summary>
    public int PageRows { get; init; } = 65_536;

    /// <summary>Of gzip, 0 (none) to 9 (smallest). A column is compressed only where that saves a tenth.</summary>
    public int CompressionLevel { get; init; } = 1;

    /// <summary>Different values of a column chunk above which no dictionary is tried. 0 (none) to 1,048,576.</summary>
    public int DictionaryEntries { get; init; } = 65_536;

    /// <summary>Whether doubles may be written as BYTE_STREAM_SPLIT where that is smaller: DuckDB and Arrow read it, some older readers do not.</summary>
    public bool ByteStreamSplit { get; init; }

    /// <summary>Key and value pairs of the footer.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal void Validate()
    {
        Check(RowGroupRows, 1, 4_194_304, nameof(RowGroupRows));
        Check(PageRows, 1, 1_048_576, nameof(PageRows));
        Check(CompressionLevel, 0, 9, nameof(CompressionLevel));
        Check(DictionaryEntries, 0, 1_048_576, nameof(DictionaryEntries));
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"Expected {least} to {most}.");
    }
}

namespace OrleansTrading.Parquet;

/// <summary>A file is not Parquet, is damaged, or uses what this reader does not read. The message says what was expected and what was found.</summary>
public sealed class ParquetException : Exception
{
    public ParquetException(string message)
        : base(message)
    {
    }

    public ParquetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

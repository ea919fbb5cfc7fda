namespace OrleansTrading.Parquet.Captures;

internal interface IGrowing
{
    int Count { get; }

    long HeldBytes { get; }

    void Clear();

    void Release();
}

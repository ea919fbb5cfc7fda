namespace OrleansTrading.Parquet.Captures;

internal interface IGrowing
{
    int Count { get; }

    long HeldBytes { get; }

    /// <summary>Puts the items into another order: each place gets the item of the place that is named there.</summary>
    void Reorder(ReadOnlySpan<int> places);

    void Clear();

    void Release();
}

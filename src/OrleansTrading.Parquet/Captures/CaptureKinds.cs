namespace OrleansTrading.Parquet.Captures;

/// <summary>The names that the kinds have in paths and in the files' metadata.</summary>
public static class CaptureKinds
{
    public static IReadOnlyList<CaptureKind> All { get; } = Enum.GetValues<CaptureKind>();

    public static string Name(this CaptureKind kind) => kind switch
    {
        CaptureKind.AggTrade => "agg_trade",
        CaptureKind.Flow => "flow",
        CaptureKind.Liquidation => "liquidation",
        CaptureKind.Funding => "funding",
        CaptureKind.OpenInterest => "open_interest",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a kind of capture."),
    };

    /// <summary>Null when no kind is called so.</summary>
    public static CaptureKind? Find(string? name)
    {
        foreach (var kind in All)
        {
            if (kind.Name() == name)
                return kind;
        }

        return null;
    }
}

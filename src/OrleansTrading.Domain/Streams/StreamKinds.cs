namespace OrleansTrading.Domain.Streams;

/// <summary>What the kinds of streams have in common at every venue.</summary>
public static class StreamKinds
{
    /// <summary>What quiet of such a stream means.</summary>
    public static QuietMeaning Quiet(this StreamKind kind) => kind switch
    {
        StreamKind.MarkPrice => QuietMeaning.Fault,
        StreamKind.Liquidation => QuietMeaning.Nothing,
        _ => QuietMeaning.Market,
    };
}

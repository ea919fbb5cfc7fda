using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Health;

/// <summary>A stream kind's letter and state. The letter's frame and mark differ by state, beside its colour.</summary>
internal readonly record struct StreamBadge(string Letter, string Mark, string State, string Description)
{
    public static StreamBadge Of(StreamHealthSnapshot stream) => new(
        LetterOf(stream.Kind), MarkOf(stream.State), NameOf(stream.State), $"{NameOf(stream.Kind)}: {NameOf(stream.State)}");

    public static string NameOf(StreamKind kind) => kind switch
    {
        StreamKind.Kline => "Candles",
        StreamKind.Trade => "Trades",
        StreamKind.BookTicker => "Best bid and ask",
        StreamKind.Depth => "Order book",
        StreamKind.MarkPrice => "Mark price",
        StreamKind.Liquidation => "Liquidations",
        _ => kind.ToString(),
    };

    public static string NameOf(StreamState state) => state.ToString();

    public static string MarkOf(StreamState state) => state switch
    {
        StreamState.Live => "●",
        StreamState.Waiting => "○",
        StreamState.Idle => "◐",
        StreamState.Stalled => "!",
        StreamState.Reconnecting => "↻",
        _ => "✕",
    };

    /// <summary>What a state means, for people who see it for the first time.</summary>
    public static string Explain(StreamState state) => state switch
    {
        StreamState.Live => "Data came within the idle time.",
        StreamState.Waiting => "Subscribed; no data has come yet.",
        StreamState.Idle => "Quiet for longer than usual.",
        StreamState.Stalled => "Quiet for too long; being repaired.",
        StreamState.Reconnecting => "The connection is gone and is being made anew.",
        _ => "Repeated attempts to connect have failed; attempts go on.",
    };

    private static string LetterOf(StreamKind kind) => kind switch
    {
        StreamKind.Kline => "K",
        StreamKind.Trade => "T",
        StreamKind.BookTicker => "B",
        StreamKind.Depth => "D",
        StreamKind.MarkPrice => "M",
        StreamKind.Liquidation => "L",
        _ => "?",
    };
}

using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Health;

/// <summary>A stream kind's letter and state. The letter's frame and mark differ by state, beside its colour.</summary>
internal readonly record struct StreamBadge(string Letter, string Mark, string State, string Description)
{
    public static StreamBadge Of(StreamHealthSnapshot stream) => new(
        LetterOf(stream.Kind), MarkOf(stream.State), NameOf(stream.State), $"{NameOf(stream.Kind)}: {NameOf(stream.State)}");

    public static string NameOf(StreamKind kind) => kind switch
    {
        StreamKind.Kline => /* text */ "Candles",
        StreamKind.Trade => /* text */ "Trades",
        StreamKind.BookTicker => /* text */ "Best bid and ask",
        StreamKind.Depth => /* text */ "Order book",
        StreamKind.MarkPrice => /* text */ "Mark price",
        StreamKind.Liquidation => /* text */ "Liquidations",
        _ => kind.ToString(),
    };

    public static string NameOf(StreamState state) => state switch
    {
        StreamState.Live => /* text */ "Live",
        StreamState.Waiting => /* text */ "Waiting",
        StreamState.Idle => /* text */ "Idle",
        StreamState.Stalled => /* text */ "Stalled",
        StreamState.Reconnecting => /* text */ "Reconnecting",
        _ => /* text */ "Down",
    };

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
        StreamState.Live => /* text */ "Data came within the idle time.",
        StreamState.Waiting => /* text */ "Subscribed; no data has come yet.",
        StreamState.Idle => /* text */ "Quiet for longer than usual.",
        StreamState.Stalled => /* text */ "Quiet for too long; being repaired.",
        StreamState.Reconnecting => /* text */ "The connection is gone and is being made anew.",
        _ => /* text */ "Repeated attempts to connect have failed; attempts go on.",
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

using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>What the service does about a stream in trouble, in English, the keys of the translations.</summary>
internal static class TroubleWords
{
    public static string DoneAbout(StreamState state, StreamKind kind) => (state, kind) switch
    {
        (StreamState.Waiting, _) => /* text */ "It is subscribed to; the first data is awaited.",
        (StreamState.Stalled, StreamKind.Kline) => /* text */ "The service asks for the stream again, and fetches candles by request until it is back.",
        (StreamState.Stalled, _) => /* text */ "The service asks for the stream again.",
        (StreamState.Reconnecting, StreamKind.Kline) => /* text */ "The connection is made anew; candles are fetched by request until it is back.",
        (StreamState.Reconnecting, _) => /* text */ "The connection is made anew.",
        _ => /* text */ "Connecting has failed again and again; the service goes on trying.",
    };
}

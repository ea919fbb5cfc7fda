using System.Text.Json.Serialization;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Silo.Api;

/// <summary>One change of a stream's state.</summary>
/// <param name="Kind">What the stream carries.</param>
/// <param name="At">When it was seen, in Unix milliseconds.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state since. Quiet within its bounds counts as <c>Live</c>.</param>
/// <param name="Watched">Whether the stream was looked at from then on; when not, its state is not known until the next change.</param>
/// <param name="Reason">What led to it, in a few words. Null when data came.</param>
internal sealed record StreamTransitionView(
    [property: JsonConverter(typeof(StreamKindWord))] StreamKind Kind,
    long At,
    [property: JsonConverter(typeof(StreamStateWord))] StreamState From,
    [property: JsonConverter(typeof(StreamStateWord))] StreamState To,
    bool Watched,
    string? Reason)
{
    public static StreamTransitionView Of(StreamTransition change) =>
        new(change.Kind, change.At, change.From, change.To, change.IsWatched, change.Reason);
}

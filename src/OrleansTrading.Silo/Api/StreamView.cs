using System.Text.Json.Serialization;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Silo.Api;

/// <summary>Health of one stream of an instrument.</summary>
/// <param name="Kind">What the stream carries.</param>
/// <param name="State">Its state, judged by its own data alone.</param>
/// <param name="LastDataAgeMs">Time since its last data was received, in milliseconds. Null when none ever was.</param>
/// <param name="Reconnects">How often it lost its connection or was asked for again.</param>
/// <param name="StallAfterSeconds">Quiet for this long counts as a stall now, in seconds: learnt from the stream's own pauses or fixed. Null where quiet says nothing.</param>
/// <param name="LastAction">What was last done to the stream and why, in a few words. Null when nothing was.</param>
internal sealed record StreamView(
    [property: JsonConverter(typeof(StreamKindWord))] StreamKind Kind,
    [property: JsonConverter(typeof(StreamStateWord))] StreamState State,
    long? LastDataAgeMs,
    int Reconnects,
    double? StallAfterSeconds,
    string? LastAction)
{
    public static StreamView Of(StreamHealthSnapshot health) =>
        new(health.Kind, health.State, Milliseconds(health.LastDataAge), health.Reconnects, health.StallAfter?.TotalSeconds, health.LastAction);

    public static long? Milliseconds(TimeSpan? span) => span is { } value ? (long)value.TotalMilliseconds : null;
}

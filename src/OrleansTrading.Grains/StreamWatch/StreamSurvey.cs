using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>All streams of one venue and kind at one moment.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Streams">Each stream with its instrument.</param>
internal sealed record StreamSurvey(string Venue, StreamKind Kind, IReadOnlyList<(InstrumentId Instrument, StreamHealthSnapshot Health)> Streams)
{
    /// <summary>Ages of the newest data of each stream that has had any, rising.</summary>
    public IReadOnlyList<TimeSpan> Ages { get; } = [.. Streams.Select(stream => stream.Health.LastDataAge).OfType<TimeSpan>().Order()];

    public int Count(StreamState state) => Streams.Count(stream => stream.Health.State == state);

    /// <summary>The age that a part of the streams does not exceed; null when no data has come at all.</summary>
    /// <param name="part">From 0 to 1; 1 for the oldest.</param>
    public TimeSpan? AgeAt(double part) => Ages.Count == 0 ? null : Ages[Math.Max(0, (int)Math.Ceiling(part * Ages.Count) - 1)];

    /// <summary>Venues and kinds in the order of their names and numbers.</summary>
    public static IReadOnlyList<StreamSurvey> Of(IEnumerable<FollowedSymbol> symbols) =>
    [
        .. symbols.SelectMany(symbol => symbol.Health.Select(health => (symbol.Instrument, Health: health)))
            .GroupBy(stream => (stream.Instrument.Venue, stream.Health.Kind))
            .OrderBy(group => group.Key.Venue, StringComparer.Ordinal).ThenBy(group => group.Key.Kind)
            .Select(group => new StreamSurvey(group.Key.Venue, group.Key.Kind, [.. group])),
    ];
}

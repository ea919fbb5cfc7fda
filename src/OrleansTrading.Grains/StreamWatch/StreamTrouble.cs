using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>Streams of one venue and kind of which an operator should know.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many are in trouble.</param>
/// <param name="Total">How many are followed.</param>
/// <param name="Worst">The symbol that has been without data for longest.</param>
/// <param name="WorstFor">For how long.</param>
internal sealed record StreamTrouble(string Venue, StreamKind Kind, int Count, int Total, string Worst, TimeSpan WorstFor);

using OrleansTrading.Contracts.Streams;

namespace OrleansTrading.Silo.Api;

/// <summary>What the streams of one instrument went through.</summary>
/// <param name="Id">Instrument id, <c>venue:SYMBOL</c>.</param>
/// <param name="From">First moment, in Unix milliseconds.</param>
/// <param name="To">Last moment, in Unix milliseconds.</param>
/// <param name="Transitions">Changes of state, oldest first. Of each stream the last one before <c>from</c> comes too, when it is known: it says what stood then.</param>
internal sealed record StreamHistoryView(string Id, long From, long To, IReadOnlyList<StreamTransitionView> Transitions)
{
    public static StreamHistoryView Of(StreamHistory history) =>
        new(history.Instrument.ToString(), history.From, history.To, [.. history.Transitions.Select(StreamTransitionView.Of)]);
}

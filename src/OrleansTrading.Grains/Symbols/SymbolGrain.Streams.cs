using OrleansTrading.Contracts.Streams;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Grains.StreamWatch;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    /// <summary>Changes that one answer tells at most, besides the last of each kind before them.</summary>
    private const int MostTransitions = 10_000;

    private FollowedSymbol? _followed;

    public async Task<StreamHistory> GetStreamHistoryAsync(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        try
        {
            var transitions = await FollowedSymbol.ReadAsync(streams, _followed, _instrument, from, to, MostTransitions, _stopping.Token);
            return new StreamHistory(_instrument, from, to, transitions);
        }
        catch (IOException exception)
        {
            throw new HistoryUnavailableException($"The store of stream history cannot be read: {exception.Message}");
        }
    }
}

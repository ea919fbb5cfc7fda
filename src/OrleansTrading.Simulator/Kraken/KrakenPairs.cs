using System.Diagnostics.CodeAnalysis;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>The market's symbols that Kraken lists: those quoted in USDT, as pairs against USD.</summary>
internal sealed class KrakenPairs
{
    private readonly Dictionary<string, KrakenPair> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KrakenPair> _bySymbol = new(StringComparer.Ordinal);

    public KrakenPairs(SimulatorMarket market)
    {
        All = [.. market.Listed.Where(listed => listed.Spec.QuoteAsset == "USDT" && listed.Spec.BaseAsset.All(char.IsAsciiLetterOrDigit)).Select(listed => new KrakenPair(listed))];
        foreach (var pair in All)
        {
            _byName.TryAdd(pair.Altname, pair);
            _byName.TryAdd(pair.Name, pair);
            _byName.TryAdd(pair.WsName, pair);
            _bySymbol.TryAdd(pair.Symbol, pair);
        }
    }

    public IReadOnlyList<KrakenPair> All { get; }

    /// <summary>By any of the names that requests may use.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out KrakenPair? pair) => _byName.TryGetValue(name, out pair);

    /// <summary>By the name that streams use.</summary>
    public bool TryFindSymbol(string symbol, [NotNullWhen(true)] out KrakenPair? pair) => _bySymbol.TryGetValue(symbol, out pair);
}

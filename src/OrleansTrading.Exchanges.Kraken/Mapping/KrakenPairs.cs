using System.Diagnostics.CodeAnalysis;
using System.Text;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>
/// The venue's pairs by each of their names. Filled from its list, anew whenever that is asked for; readers take no lock.
/// </summary>
internal sealed class KrakenPairs
{
    private volatile Table? _table;

    /// <summary>Whether the list has been had.</summary>
    public bool AreKnown => _table is not null;

    public void Replace(IEnumerable<KrakenPair> pairs) => _table = new Table([.. pairs]);

    public bool TryFindAltname(string altname, [NotNullWhen(true)] out KrakenPair? pair)
    {
        pair = null;
        return _table is { } table && table.ByAltname.TryGetValue(altname, out pair);
    }

    public bool TryFindName(string name, [NotNullWhen(true)] out KrakenPair? pair)
    {
        pair = null;
        return _table is { } table && table.ByName.TryGetValue(name, out pair);
    }

    /// <param name="symbol">UTF-8, as a frame carries it.</param>
    /// <param name="pair">The pair of that symbol.</param>
    public bool TryFindSymbol(ReadOnlySpan<byte> symbol, [NotNullWhen(true)] out KrakenPair? pair)
    {
        pair = null;
        return _table is { } table && table.BySymbol.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(symbol, out pair);
    }

    private sealed class Table
    {
        public Table(KrakenPair[] pairs)
        {
            foreach (var pair in pairs)
            {
                ByAltname.TryAdd(pair.Altname, pair);
                ByName.TryAdd(pair.Name, pair);
                BySymbol.TryAdd(Encoding.UTF8.GetBytes(pair.Symbol), pair);
            }
        }

        public Dictionary<string, KrakenPair> ByAltname { get; } = [];

        public Dictionary<string, KrakenPair> ByName { get; } = [];

        public Dictionary<byte[], KrakenPair> BySymbol { get; } = new(Utf8NameComparer.Instance);
    }
}

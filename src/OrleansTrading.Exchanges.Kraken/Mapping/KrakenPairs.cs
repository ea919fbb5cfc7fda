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

    public void Replace(IEnumerable<KrakenPair> pairs) => _table = new Table([.. pairs], _table);

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
        /// <remarks>A pair that is not listed for a while, as during maintenance, is still read where it is subscribed.</remarks>
        public Table(KrakenPair[] listed, Table? before)
        {
            foreach (var pair in listed)
                ByName.TryAdd(pair.Name, pair);
            foreach (var pair in listed.Concat(before?.ByAltname.Values ?? Enumerable.Empty<KrakenPair>()))
            {
                ByAltname.TryAdd(pair.Altname, pair);
                BySymbol.TryAdd(Encoding.UTF8.GetBytes(pair.Symbol), pair);
            }
        }

        public Dictionary<string, KrakenPair> ByAltname { get; } = [];

        public Dictionary<string, KrakenPair> ByName { get; } = [];

        public Dictionary<byte[], KrakenPair> BySymbol { get; } = new(Utf8NameComparer.Instance);
    }
}

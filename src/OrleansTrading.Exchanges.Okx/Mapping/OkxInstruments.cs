using System.Diagnostics.CodeAnalysis;
using System.Text;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>The venue's swaps by name. Filled from its list, anew whenever that is asked for; readers take no lock.</summary>
internal sealed class OkxInstruments
{
    private volatile Table? _table;

    /// <summary>Whether the list has been had.</summary>
    public bool AreKnown => _table is not null;

    public void Replace(IEnumerable<OkxInstrument> listed) => _table = new Table([.. listed], _table);

    public bool TryFind(string name, [NotNullWhen(true)] out OkxInstrument? instrument)
    {
        instrument = null;
        return _table is { } table && table.ByName.TryGetValue(name, out instrument);
    }

    /// <param name="name">UTF-8, as a frame carries it.</param>
    /// <param name="instrument">The swap of that name.</param>
    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out OkxInstrument? instrument)
    {
        instrument = null;
        return _table is { } table && table.ByUtf8Name.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out instrument);
    }

    /// <exception cref="VenueException">The venue does not list it.</exception>
    public OkxInstrument Get(string name) => TryFind(name, out var instrument)
        ? instrument
        : throw new VenueException(ErrorKind.UnknownSymbol, isTransient: false, $"{OkxSymbols.Venue} lists no USDT-margined swap {name}.");

    private sealed class Table
    {
        /// <remarks>A swap that is not listed for a while is still read where it is subscribed.</remarks>
        public Table(OkxInstrument[] listed, Table? before)
        {
            foreach (var instrument in listed.Concat(before?.ByName.Values ?? Enumerable.Empty<OkxInstrument>()))
            {
                ByName.TryAdd(instrument.Name, instrument);
                ByUtf8Name.TryAdd(Encoding.UTF8.GetBytes(instrument.Name), instrument);
            }
        }

        public Dictionary<string, OkxInstrument> ByName { get; } = [];

        public Dictionary<byte[], OkxInstrument> ByUtf8Name { get; } = new(Utf8NameComparer.Instance);
    }
}

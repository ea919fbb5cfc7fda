using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.MarketData;

/// <summary>Rules from the lists that the silo keeps anyway.</summary>
internal sealed class InstrumentRules(IMarketDataHub hub) : IInstrumentRules
{
    public IReadOnlyCollection<string> Venues { get; } = [.. hub.Venues.Select(venue => venue.Venue)];

    public async Task<IReadOnlyCollection<InstrumentInfo>> ListAsync(string venue, CancellationToken cancellationToken) =>
        [.. (await hub.GetInstrumentsAsync(venue, cancellationToken)).Values];
}

using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Public market data of one venue in one environment. Each venue has one per process.</summary>
public interface IVenueConnector : IAsyncDisposable
{
    /// <summary>Lower-case name, the first part of its instrument ids.</summary>
    string Venue { get; }

    /// <summary>Whether the market behind it is made up.</summary>
    bool IsSimulated { get; }

    /// <summary>What the venue has; everything unless the connector says otherwise.</summary>
    VenueCapabilities Capabilities => VenueCapabilities.Everything;

    /// <summary>
    /// Instruments that jobs follow by the connector's own settings; empty where the watchlists choose them. They need not be live.
    /// </summary>
    IReadOnlyList<InstrumentId> Followed => [];

    /// <summary>The venue's clock.</summary>
    VenueClock Clock { get; }

    IMarketDataRest Rest { get; }

    IMarketDataStreams Streams { get; }
}

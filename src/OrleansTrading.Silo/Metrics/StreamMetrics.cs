using System.Diagnostics.Metrics;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Silo.Metrics;

/// <summary>What the venues' connectors count of their streams, read at each scrape and labelled by venue.</summary>
internal sealed class StreamMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Streams");
    private readonly IVenueConnector[] _venues;

    public StreamMetrics(IEnumerable<IVenueConnector> venues)
    {
        _venues = [.. venues];
        _meter.CreateObservableUpDownCounter("orleanstrading.streams.connections", Read(of => (long)of.Connections), "{connection}", "Connections open now.");
        _meter.CreateObservableUpDownCounter("orleanstrading.streams.subscriptions", Read(of => (long)of.Subscriptions), "{stream}", "Streams asked for now.");
        _meter.CreateObservableCounter("orleanstrading.streams.messages", Read(of => of.Messages), "{message}", "Data messages handled.");
        _meter.CreateObservableCounter("orleanstrading.streams.malformed", Read(of => of.Malformed), "{frame}", "Frames refused because they could not be read.");
        _meter.CreateObservableCounter(
            "orleanstrading.streams.unknown", Read(of => of.Unknown), "{frame}", "Frames of a kind or instrument that was not asked for.");
        _meter.CreateObservableCounter("orleanstrading.streams.reconnects", Read(of => of.Reconnects), "{connection}", "Connections made anew after a loss.");
        _meter.CreateObservableCounter(
            "orleanstrading.streams.resubscriptions", Read(of => of.Resubscriptions), "{stream}", "Streams asked for again on an open connection.");
        _meter.CreateObservableCounter("orleanstrading.streams.faults", Read(of => of.Faults), "{fault}", "Connections that met a fault of the service's own.");
    }

    public void Dispose() => _meter.Dispose();

    private Func<IEnumerable<Measurement<long>>> Read(Func<StreamStatistics, long> select) =>
        () => _venues.Select(venue => new Measurement<long>(select(venue.Streams.Statistics), new KeyValuePair<string, object?>("venue", venue.Venue)));
}

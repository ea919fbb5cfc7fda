using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.Events;

/// <summary>What passes through this silo's bus, as metrics. Read when they are asked for, so that publishing pays nothing for them.</summary>
internal sealed class EventMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Events");

    public EventMetrics(EventBus bus)
    {
        _meter.CreateObservableCounter(
            "orleanstrading.events.published", () => bus.Published.Select(entry => Of(entry.Count, "event", entry.Type.Name)),
            "{event}", "Events published on this silo.");
        _meter.CreateObservableCounter(
            "orleanstrading.events.delivered", () => bus.CountSubscribers().Select(entry => Of(entry.Value.Handled, "subscriber", entry.Key)),
            "{event}", "Events that a subscriber on this silo was called with.");
        _meter.CreateObservableCounter(
            "orleanstrading.events.dropped",
            () => bus.CountSubscribers().Select(entry => Of(entry.Value.Dropped, "subscriber", entry.Key))
                .Concat(bus.Lost.Select(entry => Of(entry.Count, "subscriber", $"({entry.Where})"))),
            "{event}", "Events that did not fit into a queue, or were lost on the way from silo to silo.");
        _meter.CreateObservableCounter(
            "orleanstrading.events.failed", () => bus.CountSubscribers().Select(entry => Of(entry.Value.Failed, "subscriber", entry.Key)),
            "{event}", "Events whose handling threw.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Of(long count, string label, string value) => new(count, new KeyValuePair<string, object?>(label, value));
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Silo.Metrics;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class MetricReadingTests
{
    [Fact]
    public void Read_OfEveryKind_HasTheValuesAndNoHistogram()
    {
        using var meter = new Meter("Test." + Guid.NewGuid().ToString("N"));
        using var registry = new MetricsRegistry(NullLogger<MetricsRegistry>.Instance, one => ReferenceEquals(one, meter), maxSeries: 10);
        meter.CreateCounter<long>("frames").Add(3, new KeyValuePair<string, object?>("kind", "trade"), new KeyValuePair<string, object?>("venue", "binance"));
        meter.CreateObservableGauge("level", () => 7);
        meter.CreateHistogram<double>("time").Record(1);
        var readings = registry.Read().ToDictionary(reading => reading.Name);
        readings.Keys.ShouldBe(["frames_total", "level"], ignoreOrder: true);
        (readings["level"].Value, readings["level"].Kind).ShouldBe((7, MetricKind.Gauge));
        var frames = readings["frames_total"];
        (frames.Value, frames.HasLabel("kind", "trade"), frames.HasLabel("venue", "binance"), frames.HasLabel("kind", "tra")).ShouldBe((3, true, true, false));
    }
}

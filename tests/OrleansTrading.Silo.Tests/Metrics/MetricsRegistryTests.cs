using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Silo.Metrics;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class MetricsRegistryTests : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid().ToString("N"));
    private readonly MetricsRegistry _registry;

    public MetricsRegistryTests() =>
        _registry = new MetricsRegistry(NullLogger<MetricsRegistry>.Instance, meter => ReferenceEquals(meter, _meter), maxSeries: 3);

    public void Dispose()
    {
        _registry.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_WithTags_AddsUpForEachLabelSet()
    {
        var frames = _meter.CreateCounter<long>("frames", "{frame}", "Frames read.");
        frames.Add(2, new KeyValuePair<string, object?>("kind", "trade"));
        frames.Add(3, new KeyValuePair<string, object?>("kind", "trade"));
        frames.Add(1, new KeyValuePair<string, object?>("kind", "book"));
        Lines("frames_total").ShouldBe(
        [
            "# HELP frames_total Frames read.",
            "# TYPE frames_total counter",
            "frames_total{kind=\"book\"} 1",
            "frames_total{kind=\"trade\"} 5",
        ]);
    }

    [Fact]
    public void Tags_InAnotherOrder_AreTheSameSeries()
    {
        var frames = _meter.CreateCounter<int>("frames");
        frames.Add(1, new("a", 1), new KeyValuePair<string, object?>("b", true));
        frames.Add(1, new("b", true), new KeyValuePair<string, object?>("a", 1));
        Lines("frames_total").ShouldContain("frames_total{a=\"1\",b=\"true\"} 2");
    }

    [Fact]
    public void Histogram_WithAdvice_CountsCumulativelyInTheBaseUnit()
    {
        var duration = _meter.CreateHistogram("wait", "ms", "Time waited.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [10, 100] });
        duration.Record(10);
        duration.Record(11);
        duration.Record(5000);
        Lines("wait_seconds").ShouldBe(
        [
            "# HELP wait_seconds Time waited.",
            "# TYPE wait_seconds histogram",
            "# UNIT wait_seconds seconds",
            "wait_seconds_bucket{le=\"0.01\"} 1",
            "wait_seconds_bucket{le=\"0.1\"} 2",
            "wait_seconds_bucket{le=\"+Inf\"} 3",
            "wait_seconds_sum 5.021",
            "wait_seconds_count 3",
        ]);
    }

    [Fact]
    public void UpDownCounterAndGauge_HoldTheirNewestValue()
    {
        var open = _meter.CreateUpDownCounter<int>("open");
        var level = _meter.CreateGauge<double>("level");
        open.Add(5);
        open.Add(-2);
        level.Record(7);
        level.Record(double.PositiveInfinity);
        Lines("open").ShouldContain("open 3");
        Lines("level").ShouldContain("level +Inf");
    }

    [Fact]
    public void ObservedSeries_ThatIsNoLongerObserved_Goes()
    {
        var silos = new List<string> { "one", "two" };
        _meter.CreateObservableGauge("load", () => silos.Select(silo => new Measurement<int>(1, new KeyValuePair<string, object?>("silo", silo))));
        Lines("load").Count(line => line.StartsWith("load{", StringComparison.Ordinal)).ShouldBe(2);
        silos.Remove("one");
        Lines("load").ShouldContain("load{silo=\"two\"} 1");
        Lines("load").ShouldNotContain("load{silo=\"one\"} 1");
    }

    [Fact]
    public void ObservedCounter_OverSeveralScrapes_IsNotAddedUp()
    {
        _meter.CreateObservableCounter("ticks", () => 42L);
        _registry.Scrape();
        Lines("ticks_total").ShouldContain("ticks_total 42");
    }

    [Fact]
    public void Observation_ThatFails_LeavesTheOthers()
    {
        _meter.CreateObservableGauge("broken", new Func<int>(() => throw new InvalidOperationException("no value")));
        _meter.CreateObservableGauge("sound", () => 1);
        Lines("sound").ShouldContain("sound 1");
        Lines("broken").ShouldBeEmpty();
    }

    [Fact]
    public void LabelValue_WithSpecialCharacters_IsEscaped()
    {
        _meter.CreateCounter<int>("odd", null, "back\\slash\nand line").Add(1, new KeyValuePair<string, object?>("text", "a\"b\\c\nd"));
        var lines = Lines("odd_total");
        lines.ShouldContain("# HELP odd_total back\\\\slash and line");
        lines.ShouldContain("odd_total{text=\"a\\\"b\\\\c\\nd\"} 1");
    }

    [Fact]
    public void LabelSets_BeyondTheBound_AreCountedAsDropped()
    {
        var frames = _meter.CreateCounter<int>("many");
        for (var i = 0; i < 10; i++)
            frames.Add(1, new KeyValuePair<string, object?>("id", i));
        Lines("many_total").Count(line => line.StartsWith("many_total{", StringComparison.Ordinal)).ShouldBe(3);
        Lines("orleanstrading_metrics_dropped").ShouldContain("orleanstrading_metrics_dropped_measurements_total{metric=\"many_total\"} 7");
    }

    [Fact]
    public void Scrape_Twice_ListsTheSameInTheSameOrder()
    {
        foreach (var name in new[] { "zulu", "alpha", "mike" })
            _meter.CreateCounter<int>(name).Add(1);
        var first = _registry.Scrape();
        _registry.Scrape().ShouldBe(first);
        first.IndexOf("alpha_total", StringComparison.Ordinal).ShouldBeLessThan(first.IndexOf("zulu_total", StringComparison.Ordinal));
    }

    [Fact]
    public void Counter_FromManyThreads_LosesNothing()
    {
        var frames = _meter.CreateCounter<long>("busy");
        Parallel.For(0, 8, worker =>
        {
            for (var i = 0; i < 10_000; i++)
                frames.Add(1, new KeyValuePair<string, object?>("kind", worker % 2 == 0 ? "even" : "odd"));
        });
        Lines("busy_total").ShouldContain("busy_total{kind=\"even\"} 40000");
    }

    [Fact]
    public void Recording_IntoAKnownSeries_AllocatesNothing()
    {
        var frames = _meter.CreateCounter<long>("lean");
        var tag = new KeyValuePair<string, object?>("kind", "trade");
        for (var i = 0; i < 1000; i++)
            frames.Add(1, tag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            frames.Add(1, tag);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000, "less than one byte a measurement");
    }

    private string[] Lines(string name) => [.. _registry.Scrape().Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) || (line.StartsWith('#') && line.Split(' ')[2].StartsWith(name, StringComparison.Ordinal)))];
}

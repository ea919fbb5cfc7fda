using OrleansTrading.Silo.Metrics;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds", 1)]
    [InlineData("market.hand-over", "ms", "Histogram", "market_hand_over_seconds", 0.001)]
    [InlineData("orleanstrading.frames", "{frame}", "Counter", "orleanstrading_frames_total", 1)]
    [InlineData("requests_total", null, "Counter", "requests_total", 1)]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "Counter", "dotnet_gc_heap_total_allocated_bytes_total", 1)]
    [InlineData("buffer.bytes", "By", "Gauge", "buffer_bytes", 1)]
    [InlineData("dotnet.process.cpu.count", "{cpu}", "Gauge", "dotnet_process_cpu_number", 1)]
    [InlineData("queue.total", null, "Gauge", "queue_number", 1)]
    [InlineData("orleans-runtime-available-memory", "MB", "Gauge", "orleans_runtime_available_memory_bytes", 1048576)]
    [InlineData("cpu.utilization", "%", "Gauge", "cpu_utilization_ratio", 0.01)]
    [InlineData("inboxLength", "", "Gauge", "inbox_length", 1)]
    [InlineData("HTTP2.Frames", null, "Counter", "http2_frames_total", 1)]
    [InlineData("..9 lives--", null, "Gauge", "n_9_lives", 1)]
    [InlineData("äöü", null, "Gauge", "n_", 1)]
    public void Name_OfAnInstrument_FollowsTheConventions(string instrument, string? unit, string kind, string expected, double scale)
    {
        var name = MetricName.Of(instrument, unit, Enum.Parse<MetricKind>(kind));
        name.Text.ShouldBe(expected);
        name.Scale.ShouldBe(scale);
    }

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("le", "le_tag")]
    [InlineData("quantile", "quantile_tag")]
    [InlineData("__name__", "name")]
    [InlineData("streamKind", "stream_kind")]
    public void Label_OfATag_IsValidAndNotReserved(string tag, string expected) => MetricName.OfLabel(tag).ShouldBe(expected);
}

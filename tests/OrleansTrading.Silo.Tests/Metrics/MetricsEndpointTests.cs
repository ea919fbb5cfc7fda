using System.Diagnostics;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class MetricsEndpointTests(SiloFixture silo)
{
    [Fact]
    public async Task Metrics_OfTheService_PassPromtool()
    {
        // A request and a refusal first, so that the histograms of requests hold something.
        await silo.GetAsync("/api/v1/instruments");
        await silo.GetProblemAsync("/api/v1/nothing", 404);
        using var answer = await silo.Client.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync();
        var (code, output) = await CheckAsync(text);
        code.ShouldBe(0, output);
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Metrics_OfTheService_CoverRuntimeRequestsAndMarket()
    {
        await silo.GetAsync("/api/v1/instruments");
        var text = await silo.Client.GetStringAsync("/metrics");
        text.ShouldContain("# TYPE dotnet_process_memory_working_set_bytes gauge\n");
        text.ShouldContain("# TYPE dotnet_gc_collections_total counter\n");
        text.ShouldContain("http_server_request_duration_seconds_bucket{");
        text.ShouldContain("http_route=\"/api/v1/instruments");
        text.ShouldContain("# TYPE orleanstrading_", customMessage: "the service's own meters");
    }

    [Theory]
    [InlineData("messages", "counter")]
    [InlineData("malformed", "counter")]
    [InlineData("unknown", "counter")]
    [InlineData("reconnects", "counter")]
    [InlineData("resubscriptions", "counter")]
    [InlineData("connections", "gauge")]
    [InlineData("subscriptions", "gauge")]
    public async Task Metrics_OfTheStreams_AreGivenByVenue(string name, string kind)
    {
        var text = await silo.Client.GetStringAsync("/metrics");
        var full = $"orleanstrading_streams_{name}" + (kind == "counter" ? "_total" : "");
        text.ShouldContain($"# TYPE {full} {kind}\n{full}{{venue=\"binance\"}} ");
    }

    [Fact]
    public async Task Metrics_OfTheStreamsHealth_AreGivenByVenueAndKindAlone()
    {
        string[] expected =
        [
            "# TYPE orleanstrading_stream_lag_seconds histogram\n",
            "orleanstrading_stream_lag_seconds_bucket{kind=\"trade\",venue=\"binance\",le=\"0.0025\"} ",
            "orleanstrading_stream_lag_seconds_bucket{kind=\"trade\",venue=\"binance\",le=\"60\"} ",
            "orleanstrading_stream_lag_seconds_count{kind=\"trade\",venue=\"binance\"} ",
            "orleanstrading_stream_data_age_seconds{kind=\"trade\",statistic=\"max\",venue=\"binance\"} ",
            "orleanstrading_stream_states{kind=\"trade\",state=\"stalled\",venue=\"binance\"} ",
            "orleanstrading_stream_transitions_total{kind=\"trade\",state=\"live\",venue=\"binance\"} ",
            "# TYPE orleanstrading_stream_history_written_total counter\n",
        ];
        var text = await OrleansTrading.TestKit.Eventually.GetAsync(
            () => silo.Client.GetStringAsync("/metrics"), answer => expected.All(line => answer.Contains(line, StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        text.Split('\n').Where(line => line.StartsWith("orleanstrading_stream", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains("BTCUSDT"));
        text.ShouldNotContain("orleanstrading_symbol_lag_seconds_count", customMessage: "nobody has asked for symbols");
    }

    [Theory]
    [InlineData("orleanstrading_storage_failures_total{operation=\"save_klines\",store=\"market\"} 0")]
    [InlineData("orleanstrading_storage_duration_seconds_count{operation=\"save_klines\",store=\"market\"} ")]
    [InlineData("orleanstrading_jobs_runs_total{job_name=\"prune\",state=\"failed\"} ")]
    [InlineData("orleanstrading_disk_free_bytes{data=\"market\"} ")]
    [InlineData("orleanstrading_silo_info{engine=\"")]
    [InlineData("orleanstrading_accounts_equity{account=\"paper\",asset=\"USDT\",paper=\"true\"} ")]
    [InlineData("orleanstrading_accounts_differences_total{account=\"paper\"} 0")]
    public async Task Metrics_ThatAlertsAskFor_AreThereFromTheBeginning(string line) =>
        await OrleansTrading.TestKit.Eventually.GetAsync(
            () => silo.Client.GetStringAsync("/metrics"), text => text.Contains("\n" + line, StringComparison.Ordinal), TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Promtool_OnBrokenText_Objects() => (await CheckAsync("broken{ 1\n")).Code.ShouldNotBe(0);

    private static async Task<(int Code, string Output)> CheckAsync(string text)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = promtool.StandardOutput.ReadToEndAsync();
        var error = promtool.StandardError.ReadToEndAsync();
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, await output + await error);
    }
}

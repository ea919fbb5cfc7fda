using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Metrics;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Metrics;

public sealed class TelemetryTests
{
    private const string Secret = "Bearer a=b,c%20d;e";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collector_ThatIsNamed_GetsMetricsAndTraces_AndItsAbsenceHarmsNothing()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        using var data = new TemporaryDirectory();
        await using var silo = await HostProcess.StartSiloAsync(
            data.Path,
            new Dictionary<string, string>
            {
                ["Telemetry__OtlpEndpoint"] = collector.Address.ToString(), ["Telemetry__OtlpHeader"] = "Authorization", ["Telemetry__OtlpHeaderSecret"] = Secret,
                ["Telemetry__MetricInterval"] = "00:00:00.500", ["Telemetry__TraceDelay"] = "00:00:00.200", ["Telemetry__TraceRatio"] = "1",
                ["Cluster__ClusterId"] = "of-the-test", ["Watchlist__Symbols"] = "BTCUSDT", ["Logging__LogLevel__Default"] = "Warning",
            },
            Token);
        using var http = new HttpClient { BaseAddress = silo.Address };
        await LookAsync(http);
        await ArrivedAsync(collector, silo, "/v1/metrics", "orleanstrading.market.events", "orleanstrading.accounts.equity", "dotnet.process.cpu.time", "service.name", "orleans-trading", "of-the-test");
        // A request in, its grain calls, a run of a job, and what it asks a venue.
        await ArrivedAsync(
            collector, silo, "/v1/traces", "url.path", "/api/v1/instruments", "orleans", "IWatchlistGrain/", "job run", "job.name", "collect-market", "server.address", "of-the-test");

        collector.IsDown = true;
        await LookAsync(http);
        (await http.GetStringAsync("/metrics", Token)).ShouldContain("orleanstrading_market_events_total");
        var before = collector.Requests.Count();
        collector.IsDown = false;
        await Eventually.TrueAsync(() => Task.FromResult(collector.Requests.Skip(before).Any(request => request.Path == "/v1/metrics")), Limit, () => silo.Output);

        collector.Requests.ShouldAllBe(request => request.ContentType == "application/x-protobuf");
        collector.Requests.ShouldAllBe(request => request.Headers.GetValueOrDefault("Authorization", "") == Secret);
        collector.Requests.Where(request => request.Path == "/v1/traces" && request.Texts.Any(text => text.StartsWith("/health", StringComparison.Ordinal) || text == "/metrics"))
            .ShouldBeEmpty("requests that watch the service are left out");
    }

    [Fact]
    public async Task Collector_OfGrpc_IsSpokenToByIt()
    {
        await using var collector = await OtlpReceiver.StartAsync(HttpProtocols.Http2);
        var options = new TelemetryOptions
        {
            OtlpEndpoint = collector.Address.ToString(), OtlpProtocol = OtlpProtocol.Grpc, OtlpHeader = "Authorization", OtlpHeaderSecret = Secret,
            TraceRatio = 0, MetricInterval = TimeSpan.FromMilliseconds(200),
        };
        using var export = new TelemetryExport(Options.Create(options), Options.Create(new SiloOptions()), Options.Create(new ClusterOptions()));
        await export.StartAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(collector.Requests.Any()), Limit);
        await export.StopAsync(Token);
        collector.Requests.ShouldAllBe(request => request.ContentType == "application/grpc" && request.Path.EndsWith("MetricsService/Export", StringComparison.Ordinal));
        collector.Requests.ShouldAllBe(request => request.Headers["Authorization"] == Secret);
    }

    [Fact]
    public void Service_WithoutACollector_HasNothingThatSends()
    {
        using var data = new TemporaryDirectory();
        var builder = HostDefaults.CreateBuilder(CommandLine.Parse(["--data", data.Path]));
        Program.AddServices(builder);
        builder.Services.Any(service => service.ImplementationType == typeof(TelemetryExport) || service.ImplementationType == typeof(GrainCallTraces)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://127.0.0.1:4318", null, null, null)]
    [InlineData("https://collector.example.org/otlp", "X-Key", "abc", null)]
    [InlineData("collector:4318", null, null, "is not an address of a collector")]
    [InlineData("ftp://collector", null, null, "is not an address of a collector")]
    [InlineData("http://user:password@collector", null, null, "is not an address of a collector")]
    [InlineData("http://collector", "Authorization", null, "belong together")]
    [InlineData("http://collector", null, "abc", "belong together")]
    [InlineData("http://collector", "A=b,C", "abc", "a name has letters")]
    [InlineData("http://collector", "A", "b\nc", "a name has letters")]
    public void Options_OfTheCollector_AreValidated(string endpoint, string? header, string? secret, string? problem)
    {
        var options = new TelemetryOptions { OtlpEndpoint = endpoint, OtlpHeader = header, OtlpHeaderSecret = secret };
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true).ShouldBe(problem is null);
        if (problem is not null)
            problems.ShouldHaveSingleItem().ErrorMessage!.ShouldContain(problem);
        problems.ShouldAllBe(one => !one.ErrorMessage!.Contains("password", StringComparison.Ordinal));
    }

    private static async Task LookAsync(HttpClient http)
    {
        foreach (var path in new[] { "/api/v1/instruments", "/health/live", "/metrics" })
            (await http.GetAsync(path, Token)).IsSuccessStatusCode.ShouldBeTrue(path);
    }

    private static async Task ArrivedAsync(OtlpReceiver collector, HostProcess silo, string path, params string[] texts) => await Eventually.GetAsync(
        () =>
        {
            var seen = collector.Requests.Where(request => request.Path == path).SelectMany(request => request.Texts).ToHashSet();
            return Task.FromResult(texts.Where(text => !seen.Any(one => one.Contains(text, StringComparison.Ordinal))).ToList());
        },
        missing => missing.Count == 0, Limit, () => silo.Output, missing => "did not come: " + string.Join(", ", missing));
}

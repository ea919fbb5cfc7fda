using System.Reflection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Configuration;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Sends the meters and the traces of the process to a collector, when one is named. A collector that is away costs what it misses, and nothing else.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options, IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster) : IHostedService, IDisposable
{
    /// <summary>What is gathered is sent once more when the service stops, within this.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private static readonly string[] Meters = ["OrleansTrading.*", "Microsoft.Orleans", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql"];

    private readonly TelemetryOptions _options = options.Value;
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.Endpoint is not { } endpoint)
            return Task.CompletedTask;
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var resource = ResourceBuilder.CreateEmpty().AddService("orleans-trading", cluster.Value.ClusterId, version, autoGenerateServiceInstanceId: false, silo.Value.SiloName);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)_options.MetricInterval.TotalMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = (int)_options.TimeLimit.TotalMilliseconds;
            })
            .Build();
        if (_options.TraceRatio <= 0)
            return Task.CompletedTask;
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).SetSampler(new TraceRoots(_options.TraceRatio))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", JobTraces.SourceName, GrainCallTraces.SourceName)
            .AddProcessor(new TraceFilter())
            .AddOtlpExporter(exporter =>
            {
                Configure(exporter, endpoint, "v1/traces");
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = (int)_options.TraceDelay.TotalMilliseconds;
                exporter.BatchExportProcessorOptions.ExporterTimeoutMilliseconds = (int)_options.TimeLimit.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <remarks>Off the caller's thread, for flushing waits for the collector.</remarks>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _meters?.Shutdown((int)FlushLimit.TotalMilliseconds), CancellationToken.None),
        Task.Run(() => _traces?.Shutdown((int)FlushLimit.TotalMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, Uri endpoint, string path)
    {
        var isGrpc = _options.OtlpProtocol == OtlpProtocol.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? endpoint : new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
        exporter.TimeoutMilliseconds = (int)_options.TimeLimit.TotalMilliseconds;
        exporter.HttpClientFactory = NewClient;
    }

    /// <remarks>The exporter's own way to headers knows no commas in them.</remarks>
    private HttpClient NewClient()
    {
        var client = new HttpClient { Timeout = _options.TimeLimit };
        if (!string.IsNullOrEmpty(_options.OtlpHeader))
            client.DefaultRequestHeaders.TryAddWithoutValidation(_options.OtlpHeader, _options.OtlpHeaderSecret);
        return client;
    }
}

using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Metrics and traces sent to a collector by OTLP. Section <c>Telemetry</c>. Nothing is sent without an endpoint; <c>/metrics</c> is there in any case.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    /// <summary>The collector, http or https, without a path of its own kind: <c>http://127.0.0.1:4318</c>. Nothing is sent when empty.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How it is spoken to.</summary>
    public OtlpProtocol OtlpProtocol { get; set; } = OtlpProtocol.HttpProtobuf;

    /// <summary>A header that every request carries, <c>Authorization</c> most often.</summary>
    public string? OtlpHeader { get; set; }

    /// <summary>What that header holds.</summary>
    public string? OtlpHeaderSecret { get; set; }

    /// <summary>How often metrics are sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan MetricInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long ended traces are gathered before they are sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan TraceDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of the traces that are taken, 0 for none. A trace begins with a request to the service, a run of a job, or a request to a venue.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.1;

    /// <summary>How long one attempt to send may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where to; null when nothing is sent.</summary>
    public Uri? Endpoint => Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var endpoint) ? endpoint : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(OtlpEndpoint) && Endpoint is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
            yield return new($"{Section}:{nameof(OtlpEndpoint)} is not an address of a collector; expected http or https, host and port, for example http://127.0.0.1:4318; what is secret goes into {nameof(OtlpHeaderSecret)}.", [nameof(OtlpEndpoint)]);
        if (string.IsNullOrEmpty(OtlpHeader) != string.IsNullOrEmpty(OtlpHeaderSecret))
            yield return new($"{Section}:{nameof(OtlpHeader)} and {Section}:{nameof(OtlpHeaderSecret)} belong together; one of them is empty.", [nameof(OtlpHeader)]);
        if (OtlpHeader?.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) == true || OtlpHeaderSecret?.Any(c => char.IsControl(c)) == true)
            yield return new($"{Section}:{nameof(OtlpHeader)}: a name has letters, digits and hyphens, a value no line breaks.", [nameof(OtlpHeader)]);
    }
}

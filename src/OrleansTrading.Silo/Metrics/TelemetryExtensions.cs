using Orleans;

namespace OrleansTrading.Silo.Metrics;

internal static class TelemetryExtensions
{
    /// <summary>.NET says by this switch whether a request's activity tells its path, its route and its status.</summary>
    private const string RequestTagsSwitch = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    /// <summary>Metrics and traces to a collector. Comes before what it traces, so that it starts first and ends last.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(TelemetryOptions.Section);
        builder.Services.AddOptions<TelemetryOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(section[nameof(TelemetryOptions.OtlpEndpoint)]))
            return;
        AppContext.SetSwitch(RequestTagsSwitch, false);
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, GrainCallTraces>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter, GrainCallTraces>();
    }
}

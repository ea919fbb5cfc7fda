using Microsoft.Extensions.Options;
using OrleansTrading.Silo.Logs;

namespace OrleansTrading.Silo.Hosting;

/// <summary>What the host does unless a setting says otherwise.</summary>
internal static class HostDefaults
{
    public const string Address = "http://127.0.0.1:8080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static WebApplicationBuilder CreateBuilder(CommandLine commandLine)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings and pages lie beside the program, wherever it is started from; data lies where it is started.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(HostDefaults).Assembly.GetName().Name,
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. commandLine.Settings],
        });
        DataDirectory.AddDefaults(builder.Configuration);
        ShortSettings.AddTo(builder.Configuration, System.Environment.GetEnvironmentVariable);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!NamesAddress(builder.Configuration))
            builder.WebHost.UseUrls(Address);
        return builder;
    }

    public static void AddHostDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<ShutdownOptions>().Bind(builder.Configuration.GetSection(ShutdownOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>(LimitStop);
        builder.Services.AddHostedService<Draining>();
        BoundedServer.Add(builder.Services);
        builder.Services.AddHostedService<RunLimit>();
        builder.AddLogFiles();
        DatabaseKeys.Add(builder);
    }

    /// <remarks>
    /// The host wants to know when it is put together, before the settings are checked. What is wrong with them is said then, with all else that is wrong,
    /// and nothing starts that this could limit.
    /// </remarks>
    private static void LimitStop(HostOptions host, IOptions<ShutdownOptions> shutdown)
    {
        try
        {
            host.ShutdownTimeout = shutdown.Value.Total;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            host.ShutdownTimeout = new ShutdownOptions().Total;
        }
    }

    private static bool NamesAddress(ConfigurationManager configuration) =>
        AddressSettings.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}

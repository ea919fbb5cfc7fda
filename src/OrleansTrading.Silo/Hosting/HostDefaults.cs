using OrleansTrading.Silo.Logs;

namespace OrleansTrading.Silo.Hosting;

/// <summary>What the host does unless a setting says otherwise.</summary>
internal static class HostDefaults
{
    public const string Address = "http://127.0.0.1:8080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <remarks>All of stopping has ten seconds; this part leaves the store and the simulated market their share.</remarks>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

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
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddHostedService<RunLimit>();
        builder.AddLogFiles();
        DatabaseKeys.Add(builder);
    }

    private static bool NamesAddress(ConfigurationManager configuration) =>
        AddressSettings.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}

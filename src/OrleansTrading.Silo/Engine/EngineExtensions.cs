namespace OrleansTrading.Silo.Engine;

/// <summary>The silo, on whichever engine the build chose.</summary>
internal static class EngineExtensions
{
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClusterSettings>().Bind(builder.Configuration.GetSection(ClusterSettings.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.UseOrleans(silo => EngineSetup.Configure(silo, builder.Configuration));
    }

    public static void MapEngine(this WebApplication app) => EngineSetup.Map(app);
}

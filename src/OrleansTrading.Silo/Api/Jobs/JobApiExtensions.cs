namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>The part of the API that is about jobs.</summary>
internal static class JobApiExtensions
{
    public static IServiceCollection AddJobApi(this IServiceCollection services)
    {
        services.AddSingleton<JobDirectory>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunWatchers>();
        return services;
    }

    public static void MapJobApi(this RouteGroupBuilder api)
    {
        api.MapJobs();
        api.MapRuns();
    }
}

using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs.Examples;

internal static class CountInstrumentsRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddJob<CountInstrumentsJob, CountInstrumentsJob.Parameters>();
    }
}

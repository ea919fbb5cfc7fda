using Orleans.Hosting;

namespace OrleansTrading.Grains.Tests.Engine;

/// <summary>How silos leave the clusters of these tests, as those of the service do.</summary>
internal static class LeavingSilo
{
    public static void PassesCallsOn(ISiloBuilder silo)
    {
        // Within one process calls are passed on without waiting.
        _ = silo;
    }
}

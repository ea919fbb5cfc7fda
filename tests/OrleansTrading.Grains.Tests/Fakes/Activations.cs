using Orleans;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>Ends activations, as a cluster does when it moves them.</summary>
internal static class Activations
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Deactivates a grain, which comes back with its next call.</summary>
    public static async Task DeactivateAsync(this InProcessTestCluster cluster, IAddressable grain)
    {
        cluster.TryGetGrainContext(grain.GetGrainId(), out var context).ShouldBeTrue("the grain is active");
        var gone = context!.Deactivated;
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "test"));
        await gone.WaitAsync(Limit, TimeProvider.System);
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace OrleansTrading.TestKit;

public static class ManualTimeServiceCollectionExtensions
{
    /// <summary>
    /// The parts of Orleans that ask for a clock under a name of their own: what keeps silos and calls going. They stay with the
    /// system's clock, or a silo whose time stands still never times a call out and never stops. Grain timers are not among them.
    /// </summary>
    private static readonly string[] EngineClocks =
    [
        "Orleans.Messaging", "Orleans.SystemTimers", "Orleans.Membership", "Orleans.ActivationManagement", "Orleans.GrainDirectory", "Orleans.Reminders",
    ];

    /// <summary>Lets the services and the grain timers of a silo live by a time moved by hand. An engine with a single clock lives by it as a whole.</summary>
    public static IServiceCollection AddManualTime(this IServiceCollection services, ManualTimeProvider time)
    {
        foreach (var name in EngineClocks)
            services.AddKeyedSingleton(name, TimeProvider.System);
        return services.AddSingleton<TimeProvider>(time);
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    public static void AddReminders(this IServiceCollection services)
        => services.AddOptions<ReminderOptions>()
            .Validate(
                o => o.MinimumReminderPeriod >= TimeSpan.Zero && o.RefreshReminderListPeriod > TimeSpan.Zero,
                "ReminderOptions: MinimumReminderPeriod must not be negative, RefreshReminderListPeriod must be positive.")
            .ValidateOnStart();
}

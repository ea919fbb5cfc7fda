using EmbeddedEngine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder of the grain, or gives a registered one another schedule.</summary>
    /// <exception cref="ArgumentException">The period is below <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} is not 'IRemindable'. A grain should implement IRemindable to use the persistent reminder service.");
        }

        return Reminders(grain).RegisterOrUpdateAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder)
        => UnregisterReminder((IGrainBase)grain, reminder);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        => Reminders(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName)
        => GetReminder((IGrainBase)grain, reminderName);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        => Reminders(grain).GetAsync(grain.GrainContext.GrainId, reminderName);

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
        => Reminders(grain).GetAllAsync(grain.GrainContext.GrainId);

    private static ReminderService Reminders(IGrainBase grain)
        => grain.GrainContext.ActivationServices.GetRequiredService<ReminderService>();
}

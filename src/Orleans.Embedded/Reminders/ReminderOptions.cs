namespace Orleans.Hosting;

/// <summary>Options of the reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period that a reminder may have.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read anew. The embedded engine hears of every change at once.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long opening the table may take.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}

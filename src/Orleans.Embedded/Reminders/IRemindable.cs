using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that takes reminders.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}

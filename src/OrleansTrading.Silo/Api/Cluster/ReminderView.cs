using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>A reminder of a grain that is in memory.</summary>
/// <param name="Silo">Name of the silo that holds the grain.</param>
/// <param name="GrainType">Full name of the grain's class.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="PeriodSeconds">How often it comes.</param>
/// <param name="RegisteredAt">When the grain made sure of it, in Unix milliseconds.</param>
/// <param name="LastTick">When it came last, in Unix milliseconds. Null when it has not since the grain was activated.</param>
internal sealed record ReminderView(string Silo, string GrainType, string Key, string Name, double PeriodSeconds, long RegisteredAt, long? LastTick)
{
    public static ReminderView Of(string silo, ReminderFigures reminder) => new(
        silo, reminder.GrainType, reminder.Key, reminder.Name, reminder.Period.TotalSeconds, reminder.RegisteredAt, reminder.LastTick);
}

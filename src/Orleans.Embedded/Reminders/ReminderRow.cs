using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>A row of a reminder table; <see cref="StartAt"/> is UTC.</summary>
internal sealed record ReminderRow(GrainId GrainId, string Name, DateTime StartAt, TimeSpan Period, string ETag)
{
    /// <summary>The next tick in phase with the first one: ticks that were missed are not made up for.</summary>
    public DateTime NextTick(DateTime now)
    {
        if (now <= StartAt)
        {
            return StartAt;
        }

        var late = (now - StartAt).Ticks % Period.Ticks;
        return late == 0 ? now : Later(now, TimeSpan.FromTicks(Period.Ticks - late));
    }

    /// <summary>The tick after the one that was due at that time.</summary>
    public DateTime TickAfter(DateTime previous, DateTime now)
    {
        var next = NextTick(now);
        return next > previous ? next : Later(previous, Period);
    }

    private static DateTime Later(DateTime time, TimeSpan span)
        => span >= DateTime.MaxValue - time ? DateTime.MaxValue : time + span;
}

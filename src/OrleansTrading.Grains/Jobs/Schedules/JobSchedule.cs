using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>When a job's slots are. Times are Unix milliseconds of the wall clock, UTC. Pure: what it answers depends on its arguments only.</summary>
internal abstract record JobSchedule(string Text)
{
    public const string Expected =
        "a cron expression with seconds in UTC ('0 5 * * * *': five past each hour), 'every 10s' (1s at least), "
        + "'between 15s and 5m' (the job says when within it), or empty (by hand only)";

    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(400);

    /// <summary>Reads a schedule, or says what came and what is expected.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JobSchedule? schedule, [NotNullWhen(false)] out string? error)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var normal = string.Join(' ', words);
        (schedule, var defect) = words switch
        {
            [] => (new ManualSchedule(), null),
            ["every", ..] => Interval(normal, words[1..], words[1..]),
            ["between", var least, "and", var most] => Interval(normal, [least], [most]),
            ["between", ..] => (null, "'between' is followed by a duration, 'and', and a longer duration"),
            _ => CronSchedule.Create(normal),
        };
        error = schedule is null ? $"'{text}' is not a schedule: {defect}. Expected {Expected}." : null;
        return schedule is not null;
    }

    /// <exception cref="FormatException">It is not a schedule.</exception>
    public static JobSchedule Parse(string text) => TryParse(text, out var schedule, out var error) ? schedule : throw new FormatException(error);

    /// <summary>The first slot for a job that starts to be planned now and whose last slot was that one; null when there is none.</summary>
    public abstract long? First(long now, long? lastSlot);

    /// <summary>Takes the newest slot that is not after now.</summary>
    /// <param name="nextDue">A slot that is not after now.</param>
    /// <param name="now">The time now.</param>
    public abstract TakenSlot Take(long nextDue, long now);

    /// <summary>Whether the wall clock has gone back so far that the plan would keep the job silent for longer than the schedule says.</summary>
    public abstract bool IsAstray(SlotPlan plan, long now);

    /// <summary>Whether the job itself says when within bounds its next slot is.</summary>
    public virtual bool IsBounded => false;

    /// <summary>The slots that follow, when planning begins now and every slot is taken in its time; the earliest ones within bounds.</summary>
    public ImmutableArray<long> Next(long now, int count)
    {
        var slots = ImmutableArray.CreateBuilder<long>(count);
        for (var slot = First(now, null); slot is { } time && slots.Count < count; slot = First(time, time))
            slots.Add(time);
        return slots.DrainToImmutable();
    }

    /// <summary>The next slot after a run that ends now and wishes that delay; null when the schedule does not ask for wishes.</summary>
    public virtual long? AfterRun(long now, TimeSpan? wished) => null;

    private static (JobSchedule? Schedule, string? Error) Interval(string text, string[] least, string[] most)
    {
        if (!DurationText.TryParse(string.Concat(least), out var shortest) || !DurationText.TryParse(string.Concat(most), out var longest))
            return (null, $"expected {DurationText.Expected}");
        if (shortest < ShortestInterval || longest > LongestInterval)
            return (null, $"an interval is from {DurationText.Format(ShortestInterval)} to {DurationText.Format(LongestInterval)}");
        return shortest > longest ? (null, "the first duration is the shorter one") : (new IntervalSchedule(text, shortest, longest), null);
    }
}

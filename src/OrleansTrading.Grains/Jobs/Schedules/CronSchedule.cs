using NCrontab;

namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>
/// Slots at times of the wall clock. A slot that has been taken stays taken when the clock goes back over it; only a clock that goes
/// back by more than <see cref="MostBack"/> has been plainly wrong before, and planning begins anew.
/// </summary>
internal sealed record CronSchedule : JobSchedule
{
    public const int MostCounted = 1000;

    public static readonly TimeSpan MostBack = TimeSpan.FromDays(1);

    /// <remarks>29 February comes again within it, over a year such as 2100 too.</remarks>
    private const int HorizonYears = 9;

    private readonly CrontabSchedule _cron;

    private CronSchedule(string text, CrontabSchedule cron)
        : base(text) => _cron = cron;

    public static (JobSchedule? Schedule, string? Error) Create(string text)
    {
        var error = "";
        var cron = CrontabSchedule.TryParse(
            text,
            new CrontabSchedule.ParseOptions { IncludingSeconds = true },
            parsed => parsed,
            provider =>
            {
                error = provider().Message.TrimEnd('.');
                return null!;
            });
        if (cron is null)
            return (null, error);
        var schedule = new CronSchedule(text, cron);
        return schedule.After(DateTimeOffset.UnixEpoch.AddYears(50).ToUnixTimeMilliseconds()) is null
            ? (null, "there is no such day in any month")
            : (schedule, null);
    }

    public override long? First(long now, long? lastSlot) => After(Math.Max(now, lastSlot ?? long.MinValue));

    public override TakenSlot Take(long nextDue, long now)
    {
        var following = After(nextDue);
        if (following is null || following > now)
            return new TakenSlot(nextDue, following, 0);
        var newest = Newest(nextDue, now);
        return new TakenSlot(newest, After(newest), Missed(nextDue, newest));
    }

    /// <remarks>Without a last slot nothing can be run twice, so the plan follows the clock back by any distance.</remarks>
    public override bool IsAstray(SlotPlan plan, long now) =>
        plan.LastSlot is null ? now < plan.PlannedAt : plan.PlannedAt - now > MostBack.TotalMilliseconds;

    private long? After(long time)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;
        var end = from.AddYears(HorizonYears);
        var next = _cron.GetNextOccurrence(from, end);
        return next >= end ? null : new DateTimeOffset(next, TimeSpan.Zero).ToUnixTimeMilliseconds();
    }

    /// <summary>The newest slot that is not after now, by halving: some slot lies between known and now.</summary>
    private long Newest(long known, long now)
    {
        var none = now;
        while (none - known > 1)
        {
            var middle = known + ((none - known) / 2);
            if (After(middle) is { } slot && slot <= now)
                known = slot;
            else
                none = middle;
        }

        return known;
    }

    private int Missed(long first, long newest)
    {
        var count = 0;
        for (long? slot = first; slot < newest && count < MostCounted; slot = After(slot.Value))
            count++;
        return count;
    }
}

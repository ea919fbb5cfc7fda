namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>A slot that is taken from a schedule.</summary>
/// <param name="Slot">Its time.</param>
/// <param name="Next">The slot after it; null when there is none.</param>
/// <param name="Missed">Older slots that are passed over; cron counts up to <see cref="CronSchedule.MostCounted"/>.</param>
internal readonly record struct TakenSlot(long Slot, long? Next, int Missed);

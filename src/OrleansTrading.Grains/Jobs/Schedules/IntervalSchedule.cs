namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>
/// Slots at a distance from one another, the first one a shortest distance after planning begins. Where the distances differ, the
/// next slot is a wished distance from the end of the last run, and the longest distance from its slot until that end.
/// </summary>
internal sealed record IntervalSchedule(string Text, TimeSpan Shortest, TimeSpan Longest) : JobSchedule(Text)
{
    private readonly long _shortest = (long)Shortest.TotalMilliseconds;
    private readonly long _longest = (long)Longest.TotalMilliseconds;

    public override bool IsBounded => !IsFixed;

    private bool IsFixed => _shortest == _longest;

    public override long? First(long now, long? lastSlot) => now + _shortest;

    public override TakenSlot Take(long nextDue, long now)
    {
        if (!IsFixed)
            return new TakenSlot(nextDue, now + _longest, 0);
        var missed = (now - nextDue) / _longest;
        var slot = nextDue + (missed * _longest);
        return new TakenSlot(slot, slot + _longest, (int)Math.Min(missed, int.MaxValue));
    }

    /// <remarks>No slot is ever planned further ahead than the longest distance, unless the clock has gone back.</remarks>
    public override bool IsAstray(SlotPlan plan, long now) => plan.NextDue - now > _longest;

    public override long? AfterRun(long now, TimeSpan? wished) =>
        IsFixed ? null : now + Math.Clamp((long)(wished ?? Shortest).TotalMilliseconds, _shortest, _longest);
}

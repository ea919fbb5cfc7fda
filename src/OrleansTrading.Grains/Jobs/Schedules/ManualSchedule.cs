namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>No slots: the job is run by hand only.</summary>
internal sealed record ManualSchedule() : JobSchedule("")
{
    public override long? First(long now, long? lastSlot) => null;

    public override TakenSlot Take(long nextDue, long now) => throw new InvalidOperationException("A job that is run by hand only has no slots.");

    public override bool IsAstray(SlotPlan plan, long now) => false;
}

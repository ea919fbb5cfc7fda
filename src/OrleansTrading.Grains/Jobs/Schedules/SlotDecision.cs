namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>What follows from the plan at a time.</summary>
/// <param name="Plan">The plan from now on; with a slot that is due, the plan after that slot has been taken.</param>
/// <param name="Slot">The slot that is due; null when none is.</param>
/// <param name="IsLate">Whether that slot is run later than it should be.</param>
/// <param name="Missed">Older slots that are passed over.</param>
internal readonly record struct SlotDecision(SlotPlan Plan, long? Slot, bool IsLate, int Missed);

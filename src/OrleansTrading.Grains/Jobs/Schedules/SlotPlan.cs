using Orleans;

namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>Where a job stands in its schedule. A slot is known by its epoch and its time.</summary>
[GenerateSerializer, Alias("OrleansTrading.SlotPlan")]
internal sealed record SlotPlan
{
    /// <summary>The schedule that it was made for; empty while there is none.</summary>
    [Id(0)] public string Schedule { get; init; } = "";

    [Id(1)] public long? NextDue { get; init; }

    /// <summary>The newest slot of this epoch that was taken, whatever became of it.</summary>
    [Id(2)] public long? LastSlot { get; init; }

    /// <summary>The wall clock when this was planned.</summary>
    [Id(3)] public long PlannedAt { get; init; }

    /// <summary>Grows whenever planning begins anew because the clock went back.</summary>
    [Id(4)] public int Epoch { get; init; }

    /// <summary>A new one for everybody: states begin with it, and a serializer may read what was stored into the plan that it finds there.</summary>
    public static SlotPlan None => new();
}

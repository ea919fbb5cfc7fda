namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What happens when: a function of the seed.</summary>
/// <param name="At">From the beginning of the storm.</param>
/// <param name="What">In words.</param>
/// <param name="DoAsync">Does it.</param>
internal sealed record StormStep(TimeSpan At, string What, Func<Task> DoAsync);

internal static class StormPlan
{
    /// <summary>The steps in order of time.</summary>
    public static IReadOnlyList<StormStep> Make(ChaosOptions options, StormForces forces)
    {
        var random = new Random(options.Seed);
        var steps = new List<StormStep>();
        var rounds = Math.Max(1, (int)(options.Length / options.KillEvery));
        for (var round = 0; round < rounds; round++)
        {
            var begin = round * options.KillEvery;
            TimeSpan Within(double from, double to) => begin + ((from + (random.NextDouble() * (to - from))) * options.KillEvery);
            if (options.Has(StormForce.Kills))
                forces.AddKill(steps, begin + (0.05 * options.KillEvery), random);
            if (options.Has(StormForce.Stops) && random.Next(3) == 0)
                forces.AddStop(steps, Within(0.5, 0.9), random);
            // Now and then about the time of the kill: what comes up anew then finds no database.
            if (options.Has(StormForce.Database) && round % 2 == 0)
                forces.AddOutage(steps, random.Next(3) == 0 ? Within(0, 0.1) : Within(0, 0.7), options.KillEvery / 4, random);
            for (var i = options.Has(StormForce.Orders) ? random.Next(1, 4) : 0; i > 0; i--)
                forces.AddOrderFault(steps, Within(0, 0.95), random);
            if (options.Has(StormForce.Store))
                forces.AddSlowness(steps, Within(0, 0.8), random);
            if (options.Has(StormForce.Clock) && random.Next(2) == 0)
                forces.AddClockStep(steps, Within(0, 0.95), random);
            if (options.Has(StormForce.Disk) && round % 2 == 1)
                forces.AddFullDisk(steps, Within(0, 0.85), random);
            if (options.Has(StormForce.Memory) && random.Next(2) == 0)
                forces.AddPressure(steps, Within(0, 0.8), random);
            for (var i = options.Has(StormForce.Venue) ? random.Next(2, 5) : 0; i > 0; i--)
                forces.AddVenueFault(steps, Within(0, 0.95), random);
        }

        return [.. steps.OrderBy(step => step.At)];
    }
}

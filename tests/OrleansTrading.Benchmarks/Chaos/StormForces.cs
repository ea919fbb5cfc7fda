using System.Globalization;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Everything that is done to the service, as steps of a plan.</summary>
internal sealed class StormForces(StormRig rig, StormLog log, Troubles troubles, LiveWatch live)
{
    private const string Database = "database";
    private const string Disk = "disk";

    /// <summary>Less than the time between two slots of a job, so that a step alone passes over none.</summary>
    public const int FarthestStep = 3_000;

    private readonly List<Task> _watches = [];
    private readonly List<long> _kills = [];
    private readonly List<long> _hindrances = [];
    private readonly StormBallast _ballast = new();

    /// <summary>When silos were killed, Unix milliseconds.</summary>
    public IReadOnlyList<long> Kills => _kills;

    /// <summary>When a job may have passed over a slot: a silo was killed, the silos' clock was set, the database went or came back. Unix milliseconds of a clock that was not set.</summary>
    public IReadOnlyList<long> Hindrances => [.. _kills, .. _hindrances];

    /// <summary>Looks that are under way after kills.</summary>
    public Task WatchesAsync() => Task.WhenAll(_watches);

    public void AddKill(List<StormStep> steps, TimeSpan at, Random random)
    {
        var (choice, pause) = (new Random(random.Next()), TimeSpan.FromMilliseconds(random.Next(500, 5_000)));
        steps.Add(new StormStep(at, "a silo is killed", () =>
        {
            _kills.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            var number = _kills.Count;
            log.Say($"Kill {number}: {rig.Cluster.Kill(choice)}");
            _watches.Add(live.MeasureAsync($"Kill {number}"));
            return Task.CompletedTask;
        }));
        steps.Add(new StormStep(at + pause, "another silo starts", async () => log.Say($"{await rig.Cluster.StartAnotherAsync()} has started")));
    }

    public void AddStop(List<StormStep> steps, TimeSpan at, Random random)
    {
        var choice = new Random(random.Next());
        steps.Add(new StormStep(at, "a silo is stopped in good order", async () =>
        {
            log.Say($"{rig.Cluster.Stop(choice)} stops");
            log.Say($"{await rig.Cluster.StartAnotherAsync()} has started");
        }));
    }

    public void AddOrderFault(List<StormStep> steps, TimeSpan at, Random random)
    {
        var fault = VenueFaults.NextOfOrders(random);
        steps.Add(new StormStep(at, $"the venue: {fault}", () => rig.Venue.InjectAsync(fault)));
    }

    public void AddOutage(List<StormStep> steps, TimeSpan at, TimeSpan longest, Random random)
    {
        var length = TimeSpan.FromMilliseconds(random.Next(500, (int)longest.TotalMilliseconds));
        steps.Add(new StormStep(at, $"the database server dies, for {length.TotalSeconds:F1} s", () =>
        {
            troubles.Begin(Database);
            Hinder();
            return rig.Server.StopAsync("immediate");
        }));
        steps.Add(new StormStep(at + length, "the database server starts again", StartDatabaseAsync));
    }

    public void AddSlowness(List<StormStep> steps, TimeSpan at, Random random)
    {
        var (delay, length) = (TimeSpan.FromMilliseconds(random.Next(50, 600)), TimeSpan.FromMilliseconds(random.Next(1_000, 5_000)));
        steps.Add(new StormStep(at, $"every call of a store takes {delay.TotalMilliseconds:0} ms longer, for {length.TotalSeconds:F1} s", () =>
        {
            rig.Weather.Delay = delay;
            return Task.CompletedTask;
        }));
        steps.Add(new StormStep(at + length, "the stores are quick again", CalmStoresAsync));
    }

    public void AddClockStep(List<StormStep> steps, TimeSpan at, Random random)
    {
        var offset = TimeSpan.FromMilliseconds(random.Next(-FarthestStep, FarthestStep));
        steps.Add(new StormStep(at, string.Create(CultureInfo.InvariantCulture, $"the silos' clock is off by {offset.TotalSeconds:F1} s from now on"), () => SetClock(offset)));
    }

    public void AddFullDisk(List<StormStep> steps, TimeSpan at, Random random)
    {
        var length = TimeSpan.FromMilliseconds(random.Next(300, 3_000));
        steps.Add(new StormStep(at, $"the disk of the stores is full, for {length.TotalSeconds:F1} s", () =>
        {
            troubles.Begin(Disk);
            rig.Weather.IsFull = true;
            return Task.CompletedTask;
        }));
        steps.Add(new StormStep(at + length, "there is room on the disk again", MakeRoom));
    }

    public void AddPressure(List<StormStep> steps, TimeSpan at, Random random)
    {
        var (megabytes, length) = (random.Next(128, 768), TimeSpan.FromMilliseconds(random.Next(1_000, 5_000)));
        steps.Add(new StormStep(at, $"somebody takes {megabytes} MB of memory, for {length.TotalSeconds:F1} s", () =>
        {
            _ballast.Take(megabytes);
            return Task.CompletedTask;
        }));
        steps.Add(new StormStep(at + length, "the memory is free again", LetGo));
    }

    public void AddVenueFault(List<StormStep> steps, TimeSpan at, Random random)
    {
        var (fault, isAway) = VenueFaults.Next(random, rig.Instruments);
        var length = TimeSpan.FromMilliseconds(fault.DurationMs ?? 0);
        steps.Add(new StormStep(at, string.Create(CultureInfo.InvariantCulture, $"the venue: {fault}"), () =>
        {
            if (isAway)
                troubles.Add(length);
            return rig.Venue.InjectAsync(fault);
        }));
    }

    /// <summary>The end of all that was done.</summary>
    public async Task CalmAsync()
    {
        await rig.Venue.ClearAsync();
        await CalmStoresAsync();
        await MakeRoom();
        await LetGo();
        if (rig.Clock.Offset != TimeSpan.Zero)
            await SetClock(TimeSpan.Zero);
        if (troubles.IsOpen(Database))
            await StartDatabaseAsync();
        while (rig.Cluster.Count < StormCluster.Silos)
            await rig.Cluster.StartAnotherAsync();
    }

    private Task CalmStoresAsync()
    {
        rig.Weather.Delay = TimeSpan.Zero;
        return Task.CompletedTask;
    }

    private Task SetClock(TimeSpan offset)
    {
        Hinder();
        rig.Clock.Offset = offset;
        return Task.CompletedTask;
    }

    private Task MakeRoom()
    {
        rig.Weather.IsFull = false;
        troubles.End(Disk);
        return Task.CompletedTask;
    }

    private Task LetGo()
    {
        _ballast.LetGo();
        return Task.CompletedTask;
    }

    private async Task StartDatabaseAsync()
    {
        await rig.Server.StartAgainAsync();
        troubles.End(Database);
        Hinder();
    }

    private void Hinder() => _hindrances.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
}

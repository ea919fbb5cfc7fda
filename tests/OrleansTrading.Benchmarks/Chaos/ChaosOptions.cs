namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>One storm: how long, of what, and by which seed.</summary>
internal sealed record ChaosOptions
{
    private static readonly TimeSpan LongestBetweenKills = TimeSpan.FromSeconds(30);

    /// <summary>Decides what happens when, and what is asked for; how the parts interleave is the machine's.</summary>
    public int Seed { get; init; } = Random.Shared.Next(1, 1_000_000);

    /// <summary>How long the storm lasts; starting, calm and audit come to that.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(5);

    public int Symbols { get; init; } = 8;

    public IReadOnlySet<StormForce> Forces { get; init; } = Enum.GetValues<StormForce>().ToHashSet();

    /// <summary>Where warnings and errors of the silos are written; null for nowhere.</summary>
    public string? LogFile { get; init; }

    /// <summary>A short storm has two kills at least.</summary>
    public TimeSpan KillEvery => Length >= 2 * LongestBetweenKills ? LongestBetweenKills : Length / 2;

    public bool Has(StormForce force) => Forces.Contains(force);
}

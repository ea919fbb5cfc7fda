namespace OrleansTrading.Grains.Retention;

/// <summary>Something besides the record stores that forgets what is old.</summary>
internal interface IPruned
{
    /// <summary>What it is, in a word.</summary>
    string Name { get; }

    /// <summary>Null to keep it for ever.</summary>
    TimeSpan? Retention { get; }

    /// <param name="before">What is older goes, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How much went.</returns>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}

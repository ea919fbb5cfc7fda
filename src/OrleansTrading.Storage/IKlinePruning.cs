namespace OrleansTrading.Storage;

/// <summary>A store of candles that can forget the oldest of them.</summary>
public interface IKlinePruning
{
    /// <summary>Forgets candles that opened before a time, Unix milliseconds; some of them may stay, up to a month.</summary>
    /// <returns>About how many candles went.</returns>
    /// <exception cref="IOException">The store cannot be reached, or refused.</exception>
    Task<long> PruneAsync(long before, CancellationToken cancellationToken);
}

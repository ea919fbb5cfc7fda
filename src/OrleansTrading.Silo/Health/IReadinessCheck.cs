namespace OrleansTrading.Silo.Health;

/// <summary>One condition of being ready.</summary>
internal interface IReadinessCheck
{
    string Name { get; }

    /// <summary>
    /// Whether nobody is to be sent here while it does not hold. Otherwise it is only told of: what all silos share is no reason to send nobody anywhere.
    /// </summary>
    bool IsNeeded { get; }

    /// <summary>Why it is not ready; null when it is. A fault is thrown.</summary>
    Task<string?> FindReasonAsync(CancellationToken cancellationToken);
}

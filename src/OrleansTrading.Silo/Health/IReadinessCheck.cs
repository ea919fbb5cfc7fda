namespace OrleansTrading.Silo.Health;

/// <summary>One condition of being ready.</summary>
internal interface IReadinessCheck
{
    string Name { get; }

    /// <summary>Why it is not ready; null when it is. A fault is thrown.</summary>
    Task<string?> FindReasonAsync(CancellationToken cancellationToken);
}

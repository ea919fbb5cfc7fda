namespace OrleansTrading.Grains.Accounts;

/// <summary>Which accounts there are.</summary>
public interface IAccountDirectory
{
    /// <summary>Ids of the configured accounts and of those that have events, in order.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}

namespace Orleans.Runtime;

/// <summary>What a silo is busy with.</summary>
public sealed class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics(int activationCount, int recentlyUsedActivationCount, DateTime dateTime)
    {
        ActivationCount = activationCount;
        RecentlyUsedActivationCount = recentlyUsedActivationCount;
        DateTime = dateTime;
    }

    public int ActivationCount { get; }

    public int RecentlyUsedActivationCount { get; }

    public DateTime DateTime { get; }

    public override string ToString()
        => $"SiloRuntimeStatistics: ActivationCount={ActivationCount} RecentlyUsedActivationCount={RecentlyUsedActivationCount}";
}

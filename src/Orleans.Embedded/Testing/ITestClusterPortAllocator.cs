namespace Orleans.TestingHost;

/// <summary>Gives out ports of silos.</summary>
public interface ITestClusterPortAllocator : IDisposable
{
    (int, int) AllocateConsecutivePortPairs(int numPorts);
}

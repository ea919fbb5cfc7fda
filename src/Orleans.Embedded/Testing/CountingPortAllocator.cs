namespace Orleans.TestingHost;

/// <summary>Counts: the silos of the embedded engine open no port, they only need to differ.</summary>
internal sealed class CountingPortAllocator : ITestClusterPortAllocator
{
    private static int _next = 10000;

    public (int, int) AllocateConsecutivePortPairs(int numPorts)
    {
        var first = Interlocked.Add(ref _next, numPorts) - numPorts;
        return ((first % 25000) + 10000, (first % 25000) + 36000);
    }

    public void Dispose()
    {
    }
}

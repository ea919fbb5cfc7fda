using Orleans;

namespace OrleansTrading.Benchmarks.Engine;

/// <summary>A grain that does as little as a grain can.</summary>
[Alias("benchmarks.IBenchmarkGrain")]
public interface IBenchmarkGrain : IGrainWithIntegerKey
{
    [Alias("Add")]
    Task<long> Add(long amount);

    [Alias("Peek")]
    ValueTask<long> Peek();

    /// <summary>Lets others go first, once.</summary>
    [Alias("Yield")]
    Task Yield();

    /// <summary>Calls another grain that many times, one after the other.</summary>
    [Alias("CallOther")]
    Task<long> CallOther(long key, int times);

    /// <summary>Calls that many grains at once, and adds up what they answer.</summary>
    [Alias("FanOut")]
    Task<long> FanOut(int grains);
}

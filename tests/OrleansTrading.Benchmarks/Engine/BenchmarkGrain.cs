using Orleans;

namespace OrleansTrading.Benchmarks.Engine;

public sealed class BenchmarkGrain : Grain, IBenchmarkGrain
{
    private IBenchmarkGrain[] _others = [];
    private long _value;

    public Task<long> Add(long amount) => Task.FromResult(_value += amount);

    public ValueTask<long> Peek() => new(_value);

    public async Task Yield() => await Task.Yield();

    public async Task<long> CallOther(long key, int times)
    {
        var other = GrainFactory.GetGrain<IBenchmarkGrain>(key);
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += await other.Peek();
        }

        return sum;
    }

    public async Task<long> FanOut(int grains)
    {
        if (_others.Length != grains)
        {
            _others = [.. Enumerable.Range(0, grains).Select(i => GrainFactory.GetGrain<IBenchmarkGrain>(100_000 + i))];
        }

        var answers = await Task.WhenAll(_others.Select(g => g.Add(1)));
        return answers.Sum();
    }
}

namespace Orleans.Embedded.Tests;

[Alias("tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int amount);

    [Alias("Get")]
    ValueTask<int> Get();

    [Alias("Reset")]
    ValueTask Reset();
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _value;

    public async Task<int> Add(int amount)
    {
        await Task.Yield();
        _value += amount;
        return _value;
    }

    public ValueTask<int> Get() => new(_value);

    public ValueTask Reset()
    {
        _value = 0;
        return default;
    }
}

namespace Orleans.Embedded.Tests.Calls;

[Alias("tests.IBox`1")]
public interface IBox<T> : IGrainWithIntegerKey
{
    [Alias("Put")]
    Task Put(T value);

    [Alias("Take")]
    Task<T?> Take();

    [Alias("Pair")]
    Task<(T? First, TOther Second)> Pair<TOther>(TOther other);
}

public sealed class BoxGrain<T> : Grain, IBox<T>
{
    private T? _value;

    public Task Put(T value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<T?> Take() => Task.FromResult(_value);

    public Task<(T? First, TOther Second)> Pair<TOther>(TOther other) => Task.FromResult((_value, other));
}

[Alias("tests.IInternalGrain")]
internal interface IInternalGrain : IGrainWithIntegerKey
{
    [Alias("Double")]
    Task<int> Double(int value);
}

internal sealed class InternalGrain : Grain, IInternalGrain
{
    public Task<int> Double(int value) => Task.FromResult(value * 2);
}

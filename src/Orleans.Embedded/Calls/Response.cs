namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a request: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    public static Response Completed { get; } = new ValueResponse<object?>(null, null);

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ValueResponse<object?>(null, exception);

    public static Response FromResult<TResult>(TResult value) => new ValueResponse<TResult>(value, null);

    public abstract T GetResult<T>();

    public abstract void Dispose();

    public override string ToString() => Exception is { } exception ? $"[Exception: {exception}]" : $"[Result: {Result}]";
}

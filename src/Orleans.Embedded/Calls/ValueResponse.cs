using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

internal sealed class ValueResponse<TResult>(TResult? result, Exception? exception) : Response
{
    private TResult? _result = result;

    public override object? Result
    {
        get => _result;
        set => _result = (TResult?)value;
    }

    public override Exception? Exception { get; set; } = exception;

    public override T GetResult<T>()
    {
        if (Exception is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return (T)(object?)_result!;
    }

    public override void Dispose()
    {
    }
}

namespace OrleansTrading.Silo.Api;

/// <summary>Requests that change nothing are answered although a silo leaves under them.</summary>
internal sealed class RepeatedReads(TimeProvider time) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => HttpMethods.IsGet(context.HttpContext.Request.Method)
        ? new ValueTask<object?>(AskedAgain.AskAsync(() => next(context).AsTask(), time, context.HttpContext.RequestAborted))
        : next(context);
}

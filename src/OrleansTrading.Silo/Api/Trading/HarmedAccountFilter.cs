namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Answers for an account whose stored events cannot be used: not a fault of the request or of this program, and named.</summary>
internal sealed class HarmedAccountFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidDataException failure)
        {
            return TradingProblems.Harmed(failure);
        }
    }
}

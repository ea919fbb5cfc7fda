using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Silo.Api;

/// <summary>Answers for what an endpoint did not expect. What may pass answers 503 and when to come back; all else 500, told to the log alone.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, title, detail, wait) = Describe(exception);
        if (status == StatusCodes.Status500InternalServerError)
            LogUnexpected(httpContext.Request.Method, httpContext.Request.Path, exception);
        else
            LogRefused(httpContext.Request.Method, httpContext.Request.Path, status, exception.Message);
        if (wait is { } seconds)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(httpContext);
        return true;
    }

    private static (int Status, string Title, string? Detail, TimeSpan? Wait) Describe(Exception exception) => exception switch
    {
        HistoryUnavailableException => (503, "A part of the history is not available now.", exception.Message, UsualWait),
        VenueException venue => (503, "The venue cannot be asked now.", venue.Message, venue.RetryAfter ?? UsualWait),
        OrleansException => (503, "The silo that holds the answer is not there now.", null, UsualWait),
        TimeoutException => (503, "The answer took too long.", null, UsualWait),
        BadHttpRequestException bad => (bad.StatusCode, "The request could not be read.", bad.Message, null),
        _ => (500, "Something unexpected happened.", "The log says more.", null),
    };
}

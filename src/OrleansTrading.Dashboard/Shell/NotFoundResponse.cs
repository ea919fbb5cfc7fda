using Microsoft.AspNetCore.Http;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>Lets a page that is drawn say that what was asked for does not exist.</summary>
internal static class NotFoundResponse
{
    /// <remarks>The framework throws a page's content away if its status changes while it is drawn, so it changes just before it is sent.</remarks>
    public static void RespondNotFound(this HttpContext http)
    {
        if (http.Response.HasStarted)
            return;
        http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>How many watch runs at this silo: each costs a connection and a few questions a second.</summary>
internal sealed class RunWatchers
{
    public const int MaxWatchers = 64;
    private const string RetryAfterSeconds = "5";

    private int _count;

    /// <returns>The place, to be disposed of; null when all are taken.</returns>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= MaxWatchers)
            return new Place(this);
        Interlocked.Decrement(ref _count);
        return null;
    }

    public static ProblemHttpResult Full(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Problem(
            $"{MaxWatchers} watch runs at this silo, and no more can; GET /api/v1/runs/{{id}} tells the same.",
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too many watch runs now.");
    }

    private sealed class Place(RunWatchers owner) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                Interlocked.Decrement(ref owner._count);
        }
    }
}

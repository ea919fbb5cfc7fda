using Microsoft.AspNetCore.Http.HttpResults;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>The audit of an account: all that was decided about it or learnt of it.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this RouteGroupBuilder accounts) =>
        accounts.MapGet("/{id}/events", ListEvents).WithName("ListAccountEvents").ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Events of an account</summary>
    /// <remarks>
    /// Newest first, as they are stored: what was intended, sent, refused, reported and executed, who has switched or changed what. The next page is
    /// asked for with the <c>version</c> of this page's last event as <c>before</c>.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<AccountEventView>>, ValidationProblem, ProblemHttpResult>> ListEvents(
        string id, string? before, string? limit, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var most = AccountRequests.ParseLimit(limit, errors);
        var version = AccountRequests.ParseNumber("before", before, "the number of an event", errors);
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<AccountEventView>>([.. (await account.GetEventsAsync(version, most)).Select(AccountEventView.Of)]);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>The kill switch of all accounts.</summary>
internal static class KillEndpoint
{
    public static void MapKillAll(this RouteGroupBuilder accounts) =>
        accounts.MapPost("/kill", KillAll).Audited("account.kill-all", Scope.Trade, lowersRisk: true).WithName("KillAllAccounts")
            .AddOpenApiOperationTransformer(TradingParameters.DescribeSwitch);

    /// <summary>Kill switch of all accounts: no order is sent from this moment on, not even one that was decided before</summary>
    /// <remarks>
    /// Every account is asked by itself, and what has become of each is told. When one of them has not confirmed it, the answer is 503 and its
    /// <c>accounts</c> say which: ask again, and withdraw its key at the venue when it stays so.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<AccountStopView>>, ValidationProblem, ProblemHttpResult>> KillAll(
        HttpContext context, IAccountStops stops, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var reason = request.Text("reason") ?? "";
        request.RefuseUnknown();
        if (errors.Any)
            return errors.ToProblem();
        IReadOnlyList<AccountStopView> accounts =
            [.. (await stops.KillAllAsync(reason, Requester.Of(context, AccountRequests.Way))).Select(stop => new AccountStopView(stop.Account, stop.IsStopped, stop.Reason))];
        var after = string.Join(", ", accounts.Select(stop => $"{stop.Id}: {(stop.IsStopped ? "killed" : "not confirmed")}"));
        var open = accounts.Where(stop => !stop.IsStopped).Select(stop => stop.Id).ToList();
        if (open.Count == 0)
        {
            AuditedChange.Of(context).Becomes(after);
            return TypedResults.Ok(accounts);
        }

        AuditedChange.Of(context).BecomesInPart(after);
        return TypedResults.Problem(
            $"{string.Join(", ", open)} did not confirm it; the others are stopped.", statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Not every account has confirmed that it is stopped.", extensions: [new("code", "not-confirmed"), new("accounts", accounts)]);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Accounts: how they stand, their switches and their limits.</summary>
internal static class AccountEndpoints
{
    private const string TurnOn = "on";

    public static void MapAccounts(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("", ListAccounts).WithName("ListAccounts");
        accounts.MapGet("/{id}", GetAccount).WithName("GetAccount").ProducesProblem(StatusCodes.Status404NotFound);
        MapSwitch(accounts, TurnOn, "TurnTradingOn", TradingSwitch.On).Audited("account.on", Scope.Admin);
        MapSwitch(accounts, "off", "TurnTradingOff", TradingSwitch.Off).Audited("account.off", Scope.Trade, lowersRisk: true);
        MapSwitch(accounts, "halt", "HaltAccount", TradingSwitch.Halted).Audited("account.halt", Scope.Trade, lowersRisk: true);
        MapSwitch(accounts, "resume", "ResumeAccount", TradingSwitch.On).Audited("account.resume", Scope.Trade);
        MapSwitch(accounts, "kill", "KillAccount", TradingSwitch.Killed).Audited("account.kill", Scope.Trade, lowersRisk: true);
        accounts.MapGet("/{id}/limits", GetLimits).WithName("GetLimits").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapPatch("/{id}/limits", ChangeLimits).Audited("account.limits", Scope.Admin).WithName("ChangeLimits").ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeLimits);
    }

    /// <summary>The accounts</summary>
    /// <remarks>One that cannot be read now has its <c>id</c> and the <c>reason</c> alone; it hides no other.</remarks>
    internal static async Task<Ok<IReadOnlyList<AccountEntry>>> ListAccounts(AccountRequests accounts, CancellationToken cancellationToken)
    {
        var ids = await accounts.ListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<AccountEntry>>(await Task.WhenAll(ids.Select(id => accounts.ReadAsync(id, cancellationToken))));
    }

    /// <summary>One account</summary>
    internal static async Task<Results<Ok<AccountStateView>, ProblemHttpResult>> GetAccount(
        string id, AccountRequests accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(AccountStateView.Of(await account.GetAsync()))
            : await accounts.NoneAsync(id, cancellationToken);

    /// <summary>Limits of an account</summary>
    /// <remarks>Every limit that there can be, in force or not. An account without any opens no position.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<LimitView>>, ProblemHttpResult>> GetLimits(
        string id, AccountRequests accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(LimitView.Of(await account.GetLimitsAsync()))
            : await accounts.NoneAsync(id, cancellationToken);

    /// <summary>Change limits of an account</summary>
    /// <remarks>
    /// Each member is a limit: a number, an object with <c>value</c> and <c>action</c> (refuse, reduce, halt), or null to take it away; what is
    /// not named stays. Takes effect on the next order, and is kept in the account's events with who asked.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<LimitView>>, ValidationProblem, ProblemHttpResult>> ChangeLimits(
        string id, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        if (errors.Any || LimitsRequest.Parse(body, await account.GetLimitsAsync(), Requester.Of(context, AccountRequests.Way), errors) is not { } change)
            return errors.ToProblem();
        AuditedChange.Of(context).Replaces(LimitView.Of(await account.GetLimitsAsync()), TradingJson.Default.IReadOnlyListLimitView);
        return TypedResults.Ok(LimitView.Of(await account.ChangeLimitsAsync(change)));
    }

    private static RouteHandlerBuilder MapSwitch(RouteGroupBuilder accounts, string word, string name, TradingSwitch to) =>
        accounts.MapPost($"/{{id}}/{word}", (string id, HttpContext context, AccountRequests requests, CancellationToken cancellationToken) =>
                SwitchAsync(id, to, isFromOff: word == TurnOn, context, requests, cancellationToken))
            .WithName(name).WithSummary(SummaryOf(to, word)).ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeSwitch);

    private static async Task<Results<Ok<AccountStateView>, ValidationProblem, ProblemHttpResult>> SwitchAsync(
        string id, TradingSwitch to, bool isFromOff, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var reason = request.Text("reason") ?? "";
        request.RefuseUnknown();
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var before = (await account.GetAsync()).Switch;
        if (to == TradingSwitch.On && before == TradingSwitch.Off && !isFromOff)
        {
            return TypedResults.Problem(
                $"Trading of {id} is off; it is turned on by /api/v1/accounts/{id}/on, which takes the scope {Scope.Admin}.",
                statusCode: StatusCodes.Status409Conflict, title: "The account is not halted.");
        }

        AuditedChange.Of(context).Replaces(before.ToString());
        AuditedChange.Of(context).Becomes(to.ToString());
        var answer = await account.SwitchAsync(to, reason, Requester.Of(context, AccountRequests.Way));
        return answer.Refusal is { } refusal ? TradingProblems.Of(refusal) : TypedResults.Ok(AccountStateView.Of(await account.GetAsync()));
    }

    private static string SummaryOf(TradingSwitch to, string word) => to switch
    {
        TradingSwitch.Off => "Turn trading off: nothing is sent",
        TradingSwitch.Halted => "Halt an account: it only reduces positions until it is resumed",
        TradingSwitch.Killed => "Kill switch: no order is sent from this moment on, not even one that was decided before",
        _ => word == "resume" ? "Resume an account that was halted or killed" : "Turn trading on",
    };
}

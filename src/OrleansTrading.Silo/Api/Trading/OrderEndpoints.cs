using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Orders of an account and their executions.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{id}/orders", ListOrders).WithName("ListOrders").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapPost("/{id}/orders", PlaceOrder).Audited("order.place", Scope.Trade).WithName("PlaceOrder")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeOrder);
        accounts.MapGet("/{id}/orders/{orderId}", GetOrder).WithName("GetOrder").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapDelete("/{id}/orders/{orderId}", CancelOrder).Audited("order.cancel", Scope.Trade, lowersRisk: true).WithName("CancelOrder").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapGet("/{id}/fills", ListFills).WithName("ListFills").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Orders of an account</summary>
    /// <remarks>Newest first. The next page is asked for with the id of this page's last order as <c>before</c>.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<OrderView>>, ValidationProblem, ProblemHttpResult>> ListOrders(
        string id, string? instrument, string? open, string? before, string? limit, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var openOnly = false;
        if (!string.IsNullOrEmpty(open) && !bool.TryParse(open, out openOnly))
            errors.Add("open", $"is '{FieldErrors.Shorten(open)}'; expected true or false");
        var query = new OrderQuery(
            AccountRequests.ParseInstrument(instrument, errors), openOnly, string.IsNullOrEmpty(before) ? null : before, AccountRequests.ParseLimit(limit, errors));
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<OrderView>>([.. (await account.GetOrdersAsync(query)).Select(OrderView.Of)]);
    }

    /// <summary>Place an order</summary>
    /// <remarks>
    /// Checked against the instrument's rules, the account's switch, margin and limits, stored as an intent and sent; answered when the venue has
    /// answered, or after some seconds with the order on its way. 201: a new order. 200: the one that the same <c>Idempotency-Key</c> made before;
    /// another request under that key is refused with 409. 422: refused by the rules, with a <c>code</c>: nothing was sent and nothing reserved.
    /// An order that the venue refuses is answered as <c>Rejected</c>, with its reason.
    /// </remarks>
    internal static async Task<Results<Created<OrderView>, Ok<OrderView>, ValidationProblem, ProblemHttpResult>> PlaceOrder(
        string id, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, HttpContext context, AccountRequests accounts,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var key = AccountRequests.KeyOf(idempotencyKey, errors);
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (errors.Any || OrderRequest.Parse(body, key, Requester.Of(context, AccountRequests.Way), errors) is not { } order)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var asked = 0;
        var result = await accounts.AskAgainAsync(
            () =>
            {
                asked++;
                return account.PlaceAsync(order);
            },
            cancellationToken);
        return Answer(id, AsAsked(result, idempotencyKey, asked));
    }

    /// <summary>One order</summary>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> GetOrder(
        string id, string orderId, AccountRequests accounts, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        return await account.FindOrderAsync(orderId) is { } order ? TypedResults.Ok(OrderView.Of(order)) : TradingProblems.NoSuchOrder(orderId);
    }

    /// <summary>Cancel an order</summary>
    /// <remarks>Answers the order as it stands afterwards: <c>Cancelled</c>, <c>Cancelling</c> while the venue has not said so, or the end that it had before.</remarks>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> CancelOrder(
        string id, string orderId, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var result = await accounts.AskAgainAsync(() => account.CancelAsync(orderId, Requester.Of(context, AccountRequests.Way)), cancellationToken);
        return result.Order is { } order ? TypedResults.Ok(OrderView.Of(order)) : TradingProblems.Of(result.Refusal!);
    }

    /// <summary>Executions of an account</summary>
    /// <remarks>
    /// Newest first; <c>before</c> is a time. They are looked for among the account's newest 2,000, and with <c>before</c> among the 20,000 events
    /// before those too; what is older is among the account's events.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<FillView>>, ValidationProblem, ProblemHttpResult>> ListFills(
        string id, string? instrument, string? before, string? limit, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var which = AccountRequests.ParseInstrument(instrument, errors);
        var most = AccountRequests.ParseLimit(limit, errors);
        var until = AccountRequests.ParseNumber("before", before, "Unix milliseconds", errors);
        if (errors.Any)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<FillView>>([.. (await account.GetFillsAsync(which, until, most)).Select(FillView.Of)]);
    }

    /// <summary>A key that was not given is the request's own: what it has made before, asked more than once, it has made now.</summary>
    internal static PlaceResult AsAsked(PlaceResult result, string? idempotencyKey, int asked) =>
        asked > 1 && string.IsNullOrEmpty(idempotencyKey) ? result with { IsRepeated = false } : result;

    /// <summary>The order that was made, or why none was.</summary>
    internal static Results<Created<OrderView>, Ok<OrderView>, ValidationProblem, ProblemHttpResult> Answer(string account, PlaceResult result)
    {
        if (result.Order is not { } order)
            return TradingProblems.Of(result.Refusal!);
        var view = OrderView.Of(order);
        return result.IsRepeated ? TypedResults.Ok(view) : TypedResults.Created($"/api/v1/accounts/{account}/orders/{order.Id}", view);
    }
}

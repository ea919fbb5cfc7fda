using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Positions of an account: what is held, what protects it, closing it.</summary>
internal static class PositionEndpoints
{
    public static void MapPositions(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{id}/positions", ListPositions).WithName("ListPositions").ProducesProblem(StatusCodes.Status404NotFound);
        accounts.MapPut("/{id}/positions/{instrument}/guards", SetGuards).Audited("position.guards", Scope.Trade).WithName("SetGuards")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeGuards);
        accounts.MapPost("/{id}/positions/{instrument}/close", ClosePosition).Audited("position.close", Scope.Trade, lowersRisk: true).WithName("ClosePosition")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TradingParameters.DescribeClose);
    }

    /// <summary>Positions of an account</summary>
    internal static async Task<Results<Ok<IReadOnlyList<PositionStateView>>, ProblemHttpResult>> ListPositions(
        string id, AccountRequests accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok<IReadOnlyList<PositionStateView>>([.. (await account.GetPositionsAsync()).Select(PositionStateView.Of)])
            : await accounts.NoneAsync(id, cancellationToken);

    /// <summary>Set what protects a position</summary>
    /// <remarks>In place of what protected it before; an empty object takes the protection away. A trigger closes at the live market price.</remarks>
    internal static async Task<Results<Ok<PositionStateView>, ValidationProblem, ProblemHttpResult>> SetGuards(
        string id, string instrument, string? side, HttpContext context, AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (body is null && !errors.Any)
            errors.Add(JsonBody.Field, "is missing; expected a JSON object, an empty one to take the protection away");
        var plan = body is { } given ? GuardsRequest.Parse(given, errors, path: "") : null;
        if (AccountRequests.ParsePosition(instrument, side, errors) is not { } position || plan is null)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        if ((await account.GetPositionsAsync()).FirstOrDefault(held => held.Position.Key == position) is { } before)
            AuditedChange.Of(context).Replaces(PositionStateView.Of(before), TradingJson.Default.PositionStateView);
        if ((await account.SetGuardsAsync(position, plan, Requester.Of(context, AccountRequests.Way))).Refusal is { } refusal)
            return TradingProblems.Of(refusal with { Field = refusal.Field.Replace("guards.", "", StringComparison.Ordinal) });
        return (await account.GetPositionsAsync()).FirstOrDefault(held => held.Position.Key == position) is { } now
            ? TypedResults.Ok(PositionStateView.Of(now))
            : TradingProblems.Of(new(Domain.Orders.RefusalCodes.UnknownPosition, "instrument", $"The position {position} was closed meanwhile."));
    }

    /// <summary>Close a position at the market</summary>
    /// <remarks>All of it, or a share. 201: an order was made. 200: the one that the same <c>Idempotency-Key</c> made before.</remarks>
    internal static async Task<Results<Created<OrderView>, Ok<OrderView>, ValidationProblem, ProblemHttpResult>> ClosePosition(
        string id, string instrument, string? side, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, HttpContext context,
        AccountRequests accounts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var key = AccountRequests.KeyOf(idempotencyKey, errors);
        var request = new RequestBody(await JsonBody.ReadAsync(context.Request, errors, cancellationToken), errors);
        var share = request.Number("share") ?? 1;
        request.RefuseUnknown();
        if (AccountRequests.ParsePosition(instrument, side, errors) is not { } position)
            return errors.ToProblem();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return await accounts.NoneAsync(id, cancellationToken);
        var asked = 0;
        var result = await accounts.AskAgainAsync(
            () =>
            {
                asked++;
                return account.CloseAsync(key, position, share, Requester.Of(context, AccountRequests.Way));
            },
            cancellationToken);
        return OrderEndpoints.Answer(id, OrderEndpoints.AsAsked(result, idempotencyKey, asked));
    }
}

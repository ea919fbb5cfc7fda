using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Runtime;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What is answered when an account does not do what was asked. <c>code</c> says why, <c>field</c> what of the request it is about.</summary>
internal static class TradingProblems
{
    public static ProblemHttpResult NoSuchAccount(string id, IEnumerable<string> accounts) => TypedResults.Problem(
        $"There is no account '{FieldErrors.Shorten(id)}'; expected one of {string.Join(", ", accounts)}.",
        statusCode: StatusCodes.Status404NotFound, title: "There is no such account.", extensions: [new("field", "id")]);

    public static ProblemHttpResult NoSuchOrder(string orderId) => TypedResults.Problem(
        $"The account has no order '{FieldErrors.Shorten(orderId)}'; expected the id of an order, as GET .../orders lists them.",
        statusCode: StatusCodes.Status404NotFound, title: "There is no such order.", extensions: [new("field", "orderId")]);

    /// <summary>Its files are harmed, or this program cannot read them: nothing is decided for it until somebody has seen to that.</summary>
    public static ProblemHttpResult Harmed(InvalidDataException failure) => TypedResults.Problem(
        failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The account cannot be read.", extensions: [new("code", "unreadable"), new("field", "id")]);

    /// <summary>What may be said of why an account cannot be read; what was not expected is told to the log alone.</summary>
    public static string ReasonOf(Exception failure) => failure switch
    {
        InvalidDataException or VenueException => failure.Message,
        TimeoutException => "It did not answer in time.",
        OrleansException => "The silo that holds it is not there now.",
        IOException => "What is stored of it cannot be read now; the log says more.",
        _ => "Something unexpected happened; the log says more.",
    };

    public static ProblemHttpResult Of(OrderRefusal refusal)
    {
        var (status, title) = refusal.Code switch
        {
            RefusalCodes.InvalidOrder => (StatusCodes.Status400BadRequest, "The request is not an order."),
            RefusalCodes.UnknownOrder => (StatusCodes.Status404NotFound, "There is no such order."),
            RefusalCodes.UnknownPosition => (StatusCodes.Status404NotFound, "There is no such position."),
            RefusalCodes.KeyReused => (StatusCodes.Status409Conflict, "The key belongs to another request."),
            RefusalCodes.NotReady => (StatusCodes.Status503ServiceUnavailable, "The account cannot decide now."),
            _ => (StatusCodes.Status422UnprocessableEntity, "The account refuses; nothing was sent and nothing reserved."),
        };
        var field = refusal.Field == "intentKey" ? IdempotencyKey.Header : refusal.Field;
        return TypedResults.Problem(
            refusal.Reason, statusCode: status, title: title, extensions: [new("code", refusal.Code), new("field", field)]);
    }
}

using OrleansTrading.Simulator.Rest;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The venue's words for requests that cannot be understood.</summary>
internal static class RequestErrors
{
    public const string Number = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";

    public static ApiError BadType { get; } = Of(-1116, "Invalid orderType.");

    public static ApiError BadSide { get; } = Of(-1117, "Invalid side.");

    public static ApiError BadTimeInForce { get; } = Of(-1115, "Invalid timeInForce.");

    public static ApiError NoSuchOrder { get; } = Of(-2013, "Order does not exist.");

    public static ApiError UnknownOrder { get; } = Of(-2011, "Unknown order sent.");

    public static ApiError NeedsId { get; } = Of(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");

    public static ApiError NeedsAlgoId { get; } = Of(-1102, "Param 'clientAlgoId' or 'algoId' must be sent, but both were empty/null!");

    public static ApiError UseAlgo { get; } = Of(-4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");

    public static ApiError Of(int code, string message) => new(StatusCodes.Status400BadRequest, code, message);

    public static ApiError Illegal(string parameter, string range) =>
        Of(-1100, $"Illegal characters found in parameter '{parameter}'; legal range is '{range}'.");

    public static ApiError NotRequired(string parameter) => Of(-1106, $"Parameter '{parameter}' sent when not required.");
}

namespace OrleansTrading.Simulator.Rest;

/// <summary>A refusal by the venue's code, with the HTTP status it comes with.</summary>
internal sealed record ApiError(int Status, int Code, string Message)
{
    public static ApiError UnknownSymbol { get; } = new(400, -1121, "Invalid symbol.");

    public static ApiError BadInterval { get; } = new(400, -1120, "Invalid interval.");

    public static ApiError Missing(string parameter) =>
        new(400, -1102, $"Mandatory parameter '{parameter}' was not sent, was empty/null, or malformed.");

    public static ApiError BadValue(string parameter) =>
        new(400, -1130, $"Data sent for parameter '{parameter}' is not valid.");
}

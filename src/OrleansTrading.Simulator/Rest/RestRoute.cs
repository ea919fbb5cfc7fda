namespace OrleansTrading.Simulator.Rest;

/// <summary>An endpoint: its weight, which may hang on its parameters, and what writes its answer.</summary>
internal sealed record RestRoute(Func<IQueryCollection, int> Weight, Func<RestCall, ApiError?> Answer)
{
    public RestRoute(int weight, Func<RestCall, ApiError?> answer)
        : this(_ => weight, answer)
    {
    }

    /// <summary>A weight for one symbol and another for all.</summary>
    public static Func<IQueryCollection, int> OneOrAll(int one, int all) => query => string.IsNullOrEmpty(query["symbol"]) ? all : one;

    public static int KlineWeight(IQueryCollection query) =>
        (int.TryParse(query["limit"], out var limit) ? limit : KlineEndpoints.StandardLimit) switch
        {
            < 100 => 1,
            < 500 => 2,
            <= 1_000 => 5,
            _ => 10,
        };

    public static int DepthWeight(IQueryCollection query) =>
        (int.TryParse(query["limit"], out var limit) ? limit : DepthEndpoint.StandardLimit) switch
        {
            <= 50 => 2,
            <= 100 => 5,
            <= 500 => 10,
            _ => 20,
        };
}

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>The part of the API that is about accounts.</summary>
internal static class TradingApiExtensions
{
    public static IServiceCollection AddTradingApi(this IServiceCollection services)
    {
        services.AddSingleton<AccountRequests>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, TradingJson.Default));
        return services;
    }

    public static void MapTradingApi(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Trading").ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(TradingParameters.Describe).AddEndpointFilter(new HarmedAccountFilter());
        accounts.MapAccounts();
        accounts.MapKillAll();
        accounts.MapSettings();
        accounts.MapEvents();
        accounts.MapOrders();
        accounts.MapPositions();
    }
}

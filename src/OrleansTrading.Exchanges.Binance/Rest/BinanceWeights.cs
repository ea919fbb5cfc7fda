namespace OrleansTrading.Exchanges.Binance.Rest;

/// <summary>What the venue charges for a request. See the endpoint pages of its documentation.</summary>
internal static class BinanceWeights
{
    public const int Time = 1;
    public const int ExchangeInfo = 1;
    public const int PremiumIndex = 1;
    public const int OpenInterest = 1;
    public const int FundingInfo = 1;
    public const int AllTickers = 40;
    public const int AllBookTickers = 5;
    public const int AggTrades = 20;

    /// <summary>Where the documentation's ranges meet, the dearer one is charged.</summary>
    public static int OfKlines(int limit) => limit switch
    {
        < 100 => 1,
        < 500 => 2,
        <= 1000 => 5,
        _ => 10,
    };

    public static int OfDepth(int limit) => limit switch
    {
        <= 50 => 2,
        <= 100 => 5,
        <= 500 => 10,
        _ => 20,
    };
}

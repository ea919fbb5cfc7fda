namespace OrleansTrading.Domain.Orders;

/// <summary>Why orders are refused.</summary>
public static class RefusalCodes
{
    public const string UnknownInstrument = "unknown-instrument";
    public const string NotTrading = "not-trading";
    public const string OtherMoney = "other-money";
    public const string InvalidOrder = "invalid-order";
    public const string BelowMinimum = "below-minimum";
    public const string PriceBand = "price-band";
    public const string NoPrice = "no-price";
    public const string NothingToReduce = "nothing-to-reduce";
    public const string NoLimits = "no-limits";
    public const string RiskLimit = "risk-limit";
    public const string InsufficientMargin = "insufficient-margin";
    public const string TradingOff = "trading-off";
    public const string Halted = "halted";
    public const string Killed = "killed";
    public const string KeyReused = "key-reused";
    public const string UnknownOrder = "unknown-order";
    public const string UnknownPosition = "unknown-position";
    public const string InvalidGuards = "invalid-guards";
    public const string NotReady = "not-ready";
    public const string AboveMaximum = "above-maximum";

    /// <summary>The venue does not do it, for certain; asking again is of no use.</summary>
    public const string VenueRefused = "venue-refused";
}

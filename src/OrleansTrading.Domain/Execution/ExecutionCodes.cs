namespace OrleansTrading.Domain.Execution;

/// <summary>Why signals are refused before an account is asked.</summary>
public static class ExecutionCodes
{
    public const string BelowThreshold = "below-threshold";
    public const string Neutral = "neutral";
    public const string Expired = "expired";
    public const string CoolDown = "cool-down";
    public const string PositionOpen = "position-open";
    public const string MaxPositions = "max-positions";
    public const string PriceMoved = "price-moved";
    public const string StopPassed = "stop-passed";
    public const string NoEquity = "no-equity";
}

namespace OrleansTrading.Simulator.Trading;

/// <summary>What has happened to an order.</summary>
internal enum OrderChange
{
    Accepted,
    Traded,
    Amended,
    Cancelled,
    Expired,
}

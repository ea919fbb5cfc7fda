namespace OrleansTrading.Simulator.Trading;

/// <summary>Why cash and positions have moved.</summary>
internal enum BalanceReason
{
    Order,
    Funding,
    Transfer,
}

namespace OrleansTrading.Simulator.Trading;

/// <summary>What moved an account's cash.</summary>
internal enum LedgerKind
{
    Transfer,
    RealisedPnl,
    Commission,
    Funding,
}

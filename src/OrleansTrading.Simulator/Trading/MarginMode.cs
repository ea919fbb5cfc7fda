namespace OrleansTrading.Simulator.Trading;

/// <summary>Whether a symbol's position shares the account's margin.</summary>
internal enum MarginMode
{
    Crossed,
    Isolated,
}

namespace OrleansTrading.Simulator.Trading;

/// <summary>Which of a symbol's positions is meant.</summary>
internal enum PositionSide
{
    /// <summary>The only one there is in one-way mode.</summary>
    Both,
    Long,
    Short,
}

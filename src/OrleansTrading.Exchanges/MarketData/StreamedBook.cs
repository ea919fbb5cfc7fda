namespace OrleansTrading.Exchanges.MarketData;

/// <summary>How a venue streams its books.</summary>
/// <param name="Levels">Levels a side that are kept in view.</param>
/// <param name="CheckedLevels">Best levels a side that every message is checked by; a lost change of others would go unnoticed, so they are not shown.</param>
public sealed record StreamedBook(int Levels, int CheckedLevels);

namespace OrleansTrading.Simulator.Replay;

/// <summary>An aggregate trade as its file writes it.</summary>
internal sealed record TradeRow(long Id, decimal Price, decimal Quantity, long FirstId, long LastId, long Time, bool BuyerIsMaker);

namespace OrleansTrading.Simulator.Market;

/// <summary>Best bid and ask in ticks at a step: all that the rest of the book follows from.</summary>
internal readonly record struct BookTop(long Step, long BidTicks, long AskTicks);

namespace OrleansTrading.Simulator.Market;

/// <summary>A level of the book: price in ticks, quantity in steps.</summary>
internal readonly record struct BookLevel(long PriceTicks, long Steps);

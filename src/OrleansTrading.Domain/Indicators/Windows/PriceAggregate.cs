namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>Volume of a run, and the mean price weighted by it; the price means nothing without volume.</summary>
internal readonly record struct PriceAggregate(double Volume, double Price) : IAggregate<PriceAggregate>
{
    public double PriceOrNaN => Volume > 0 ? Price : double.NaN;

    public static PriceAggregate Join(in PriceAggregate older, int olderCount, in PriceAggregate newer, int newerCount)
    {
        if (newer.Volume == 0)
            return older;
        var volume = older.Volume + newer.Volume;
        return older.Volume == 0
            ? newer
            : new PriceAggregate(volume, older.Price + ((newer.Price - older.Price) * (newer.Volume / volume)));
    }
}

namespace OrleansTrading.Domain.Guards;

/// <summary>What a price says of the market.</summary>
public enum GuardPriceKind : byte
{
    /// <summary>A trade, as it happens.</summary>
    Trade = 0,

    /// <summary>The venue's mark price: triggers stops, takes no profit and moves no stop.</summary>
    Mark = 1,

    /// <summary>A trade that the stream missed, told later than younger ones.</summary>
    LateTrade = 2,
}

namespace OrleansTrading.Simulator.Market;

/// <summary>
/// One candle in integers: prices in 10^-PriceDecimals, volumes in 10^-QuantityDecimals and quote volumes in
/// 10^-QuoteDecimals of its symbol. Integers add up exactly, in any order.
/// </summary>
internal struct Candle
{
    public long OpenTime;
    public long CloseTime;
    public long Open;
    public long High;
    public long Low;
    public long Close;
    public long Volume;
    public long QuoteVolume;
    public long Trades;
    public long TakerBuyVolume;
    public long TakerBuyQuote;
    public long FirstTradeId;
    public long LastTradeId;

    /// <summary>False until the first trade or candle has been added: then the prices mean nothing.</summary>
    public bool HasPrice;

    public static Candle Starting(VenueInterval interval, long open) =>
        new() { OpenTime = open, CloseTime = interval.Next(open) - 1, FirstTradeId = -1, LastTradeId = -1 };

    public void Add(in Trade trade)
    {
        Price(trade.Price, trade.Price, trade.Price, trade.Price);
        Volume += trade.Quantity;
        QuoteVolume += trade.Quote;
        Trades += trade.LastTradeId - trade.FirstTradeId + 1;
        if (!trade.BuyerIsMaker)
        {
            TakerBuyVolume += trade.Quantity;
            TakerBuyQuote += trade.Quote;
        }

        Ids(trade.FirstTradeId, trade.LastTradeId);
    }

    /// <summary>Adds a later, adjoining candle.</summary>
    public void Add(in Candle later)
    {
        if (!later.HasPrice)
        {
            return;
        }

        Price(later.Open, later.High, later.Low, later.Close);
        Volume += later.Volume;
        QuoteVolume += later.QuoteVolume;
        Trades += later.Trades;
        TakerBuyVolume += later.TakerBuyVolume;
        TakerBuyQuote += later.TakerBuyQuote;
        if (later.FirstTradeId >= 0)
        {
            Ids(later.FirstTradeId, later.LastTradeId);
        }
    }

    /// <summary>Nothing was traded: the candle lies flat at the last price.</summary>
    public void StandStill(long price) => Price(price, price, price, price);

    private void Price(long open, long high, long low, long close)
    {
        if (HasPrice)
        {
            High = Math.Max(High, high);
            Low = Math.Min(Low, low);
        }
        else
        {
            Open = open;
            High = high;
            Low = low;
            HasPrice = true;
        }

        Close = close;
    }

    private void Ids(long first, long last)
    {
        if (FirstTradeId < 0)
        {
            FirstTradeId = first;
        }

        LastTradeId = last;
    }
}

using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>What three channels tell of one swap; whole when each has spoken.</summary>
internal sealed class MarkParts
{
    public double? Price { get; set; }

    public double? IndexPrice { get; set; }

    public double? FundingRate { get; set; }

    public long NextFundingTime { get; set; }

    public MarkPrice? At(long time) => this is { Price: { } price, IndexPrice: { } index, FundingRate: { } rate }
        ? new MarkPrice(time, price, index, rate, NextFundingTime)
        : null;
}

using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>The way from a silo's bus to the other silos. Neither method blocks.</summary>
internal interface IEventOutlet
{
    void Send(TradingEvent tradingEvent);

    /// <summary>What the bus wants has changed.</summary>
    void WantedChanged();
}

using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>What an order waits for, and at what price it trades then.</summary>
[GenerateSerializer, Alias("OrleansTrading.OrderType")]
public enum OrderType : byte
{
    /// <summary>Trades at once at what the market gives.</summary>
    Market = 0,

    /// <summary>Trades at its price or better.</summary>
    Limit = 1,

    /// <summary>Becomes a market order when the market has moved against it to its stop price: a buy when it rises there, a sell when it falls there.</summary>
    StopMarket = 2,

    /// <summary>Likewise, and becomes a limit order.</summary>
    StopLimit = 3,

    /// <summary>Becomes a market order when the market has moved to its stop price in its favour: a buy when it falls there, a sell when it rises there.</summary>
    TakeProfitMarket = 4,

    /// <summary>Likewise, and becomes a limit order.</summary>
    TakeProfitLimit = 5,

    /// <summary>Becomes a market order when the market has come back by a percentage from its best price since the order was accepted.</summary>
    TrailingStop = 6,
}

using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>How long an order may rest.</summary>
[GenerateSerializer, Alias("OrleansTrading.TimeInForce")]
public enum TimeInForce : byte
{
    GoodTillCancel = 0,

    /// <summary>What does not trade at once is cancelled.</summary>
    ImmediateOrCancel = 1,

    /// <summary>Trades whole and at once, or not at all.</summary>
    FillOrKill = 2,

    /// <summary>Never takes: refused or cancelled by the venue if it would trade at once.</summary>
    PostOnly = 3,
}

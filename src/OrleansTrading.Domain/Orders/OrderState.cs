using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>Where an order stands. Moves by <c>OrderMachine</c> only.</summary>
[GenerateSerializer, Alias("OrleansTrading.OrderState")]
public enum OrderState : byte
{
    /// <summary>Its intent is stored; whether it has been sent is not known yet.</summary>
    New = 0,

    /// <summary>The venue has it; nothing has traded.</summary>
    Accepted = 1,

    PartiallyFilled = 2,

    /// <summary>Final.</summary>
    Filled = 3,

    /// <summary>We have asked for its end; fills may still come.</summary>
    Cancelling = 4,

    /// <summary>Final; a part may have traded.</summary>
    Cancelled = 5,

    /// <summary>Final; the venue or the wire refused it before it could trade.</summary>
    Rejected = 6,

    /// <summary>Final; the venue ended it by its own rules (time in force, liquidation of the book, post-only).</summary>
    Expired = 7,

    /// <summary>It was sent and no answer came: it may live, may have traded, may not exist. Asked about until the venue says.</summary>
    Unknown = 8,
}

using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>An order of an account, from its intent to its end. Times are Unix milliseconds.</summary>
/// <param name="Id">
/// Our id and, at the venue, the client order id: derived from the account and the intent, so the same intent can never become two orders.
/// At most 32 characters of a-z, 0-9 (the narrowest of the venues' rules).
/// </param>
/// <param name="Spec">What is to be traded.</param>
/// <param name="Purpose">Why it was made.</param>
/// <param name="IntentKey">What asked for it: an idempotency key, a signal, a guard's trigger. One order for each key and account.</param>
/// <param name="CreatedAt">When the intent was stored.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Order")]
public sealed record Order(
    [property: Id(0)] string Id,
    [property: Id(1)] OrderSpec Spec,
    [property: Id(2)] OrderPurpose Purpose,
    [property: Id(3)] string IntentKey,
    [property: Id(4)] long CreatedAt)
{
    [Id(5)] public OrderState State { get; init; }

    /// <summary>The venue's own id; null until it has told one.</summary>
    [Id(6)] public string? VenueId { get; init; }

    /// <summary>Base units that have traded: the sum of the booked fills.</summary>
    [Id(7)] public decimal Filled { get; init; }

    /// <summary>Quote units that have traded: the sum of price times quantity of the booked fills.</summary>
    [Id(8)] public decimal FilledValue { get; init; }

    /// <summary>What the venue says has traded; more than <see cref="Filled"/> while fills are still to come.</summary>
    [Id(9)] public decimal ReportedFilled { get; init; }

    [Id(10)] public long UpdatedAt { get; init; }

    /// <summary>Why it was refused or ended; null otherwise.</summary>
    [Id(11)] public string? Reason { get; init; }

    /// <summary>When it was put on the wire: from then on it may be at the venue, and it is never put there again. Null: it was never sent.</summary>
    [Id(12)] public long? SentAt { get; init; }

    /// <summary>What was asked for, as a fingerprint: another request under the same intent key is told from a repetition by it. Null where none was given.</summary>
    [Id(13)] public string? Request { get; init; }

    /// <summary>The best price that a trailing order on paper has followed since it was armed, quote units; null before.</summary>
    [Id(14)] public decimal? TrailBest { get; init; }

    /// <summary>Price per base unit of what has traded; null when nothing has.</summary>
    public decimal? AveragePrice => Filled == 0 ? null : FilledValue / Filled;

    public decimal Remaining => Spec.Quantity - Filled;

    /// <summary>Whether the venue will trade no more of it. Fills that happened before may still come.</summary>
    public bool IsFinal => State is OrderState.Filled or OrderState.Cancelled or OrderState.Rejected or OrderState.Expired;

    /// <summary>
    /// Whether nothing more is to come of it: it has ended, and every fill that the venue speaks of is booked. Of an order that is not ours
    /// a part may have traded before it was seen, so its fills are not counted against the venue's word.
    /// </summary>
    public bool IsSettled => IsFinal && (Purpose == OrderPurpose.External || ReportedFilled <= Filled);

    /// <summary>Base units that may still be booked for it: what its reservation stands for.</summary>
    public decimal Outstanding => Purpose == OrderPurpose.External
        ? IsFinal ? 0 : Math.Max(0, Spec.Quantity - Math.Max(Filled, ReportedFilled))
        : Math.Max(0, (IsFinal ? ReportedFilled : Math.Max(Spec.Quantity, ReportedFilled)) - Filled);

    /// <summary>Whether it was put on the wire and nothing has been heard of it since.</summary>
    public bool IsInFlight => State is OrderState.Unknown || (State is OrderState.New && SentAt is not null);
}

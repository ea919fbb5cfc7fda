using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// All that a book has folded up to an event, as it can be stored: what comes of it and the events after it is what comes of all events. It is
/// no truth of its own: whoever cannot use it reads the events.
/// </summary>
public sealed record AccountBookState
{
    /// <summary>Number of the last event that is in it.</summary>
    public required long Version { get; init; }

    public required bool IsOpened { get; init; }

    public required string Account { get; init; }

    public required string Venue { get; init; }

    public required bool IsPaper { get; init; }

    public required string Asset { get; init; }

    public required bool IsHedged { get; init; }

    public required long OpenedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public required TradingSwitch Switch { get; init; }

    public required string SwitchReason { get; init; }

    public required RiskLimits Limits { get; init; }

    /// <remarks>Not required: what is null is not written.</remarks>
    public decimal? ProtectionPercent { get; init; }

    public required KeptLeverage[] Leverage { get; init; }

    public required Order[] Orders { get; init; }

    /// <summary>Ids of the orders that are not settled.</summary>
    public required string[] Open { get; init; }

    /// <summary>Ids of those that are, the oldest first.</summary>
    public required string[] Closed { get; init; }

    public required KeptIds Forgotten { get; init; }

    public required KeptLink[] Links { get; init; }

    public required KeptPlan[] Plans { get; init; }

    public required KeptActivity[] Activity { get; init; }

    public required long[] Sent { get; init; }

    public required long LastSent { get; init; }

    public required Position[] Positions { get; init; }

    public required KeptAmount[] Cash { get; init; }

    public required KeptAmount[] Fees { get; init; }

    /// <summary>Ids of executions, each after its instrument and a blank.</summary>
    public required KeptIds Fills { get; init; }

    /// <summary>The newest executions, the oldest first.</summary>
    public required NumberedFill[] RecentFills { get; init; }

    public required KeptIds Moves { get; init; }

    public required KeptUnlinked[] Unlinked { get; init; }

    public required decimal Realised { get; init; }

    public required decimal Funding { get; init; }

    public required decimal PeakEquity { get; init; }

    public required decimal DayEquity { get; init; }

    public required long EquityDay { get; init; }

    public required long EquityMarkedAt { get; init; }

    public required long CashActivity { get; init; }

    public required long FillCount { get; init; }

    public required KeptGuard[] Guards { get; init; }

    public required KeptFired[] Fired { get; init; }

    /// <summary>What tells whether this program makes the same of the same events: states of any other build are not used.</summary>
    public static string Format { get; } = typeof(AccountBookState).Module.ModuleVersionId.ToString("N");
}

/// <summary>Leverage and margin mode of an instrument.</summary>
public sealed record KeptLeverage(InstrumentId Instrument, int Leverage, MarginMode Mode);

/// <summary>Ids that were seen, the oldest first, each with its time.</summary>
public sealed record KeptIds(string[] Ids, long[] Times, long Until);

/// <summary>A venue's id of an order.</summary>
public sealed record KeptLink(InstrumentId Instrument, string VenueId, string OrderId);

/// <summary>What is to protect the position that an order opens.</summary>
public sealed record KeptPlan(string OrderId, GuardPlan Plan);

/// <summary>Number of the last event that moved something of an instrument.</summary>
public sealed record KeptActivity(InstrumentId Instrument, long Version);

/// <summary>An amount of an asset.</summary>
public sealed record KeptAmount(string Asset, decimal Amount);

/// <summary>Executions of an order whose id at the venue is not known yet.</summary>
public sealed record KeptUnlinked(InstrumentId Instrument, string VenueId, decimal Quantity, decimal Value, long Time);

/// <summary>A guard and who set it.</summary>
public sealed record KeptGuard(PositionGuard Guard, string Origin);

/// <summary>A guard that has triggered and is pursued.</summary>
public sealed record KeptFired(PositionKey Position, FiredGuard Fired);

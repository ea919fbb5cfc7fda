using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>A position, valued now. Quantities in base units, prices and money in quote units, times in Unix milliseconds.</summary>
internal sealed record PositionStateView
{
    /// <summary>Instrument id.</summary>
    public required string Instrument { get; init; }

    /// <summary>net on a one-way account, else long or short.</summary>
    [JsonConverter(typeof(PositionSideWord))]
    public required PositionSide Side { get; init; }

    /// <summary>Plus is long, minus is short.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average price of what is open.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Mark price. Null when none is known.</summary>
    public required decimal? MarkPrice { get; init; }

    /// <summary>Profit at the mark price, before fees. Null when none is known.</summary>
    public required decimal? Unrealised { get; init; }

    /// <summary>Profit of what has been closed since it was last flat, before fees and funding.</summary>
    public required decimal Realised { get; init; }

    /// <summary>Fees paid since it was last flat.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Funding received less paid since it was last flat.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Absolute value at the mark price.</summary>
    public required decimal Notional { get; init; }

    /// <summary>As set.</summary>
    public required int Leverage { get; init; }

    /// <summary>cross or isolated.</summary>
    [JsonConverter(typeof(MarginModeWord))]
    public required MarginMode MarginMode { get; init; }

    /// <summary>Value by leverage.</summary>
    public required decimal InitialMargin { get; init; }

    /// <summary>What protects it. Null when nothing does.</summary>
    public required GuardsView? Guards { get; init; }

    /// <summary>Whether a protective stop rests at the venue; on paper whenever a stop is set.</summary>
    public required bool IsProtected { get; init; }

    /// <summary>Whether its symbol has confirmed within the last seconds that it evaluates the guards.</summary>
    public required bool IsGuardLive { get; init; }

    /// <summary>When it was opened.</summary>
    public required long OpenedAt { get; init; }

    public static PositionStateView Of(PositionView position) => new()
    {
        Instrument = position.Position.Key.Instrument.ToString(), Side = position.Position.Key.Side, Quantity = position.Position.Quantity,
        EntryPrice = position.Position.EntryPrice ?? 0, MarkPrice = position.MarkPrice, Unrealised = position.Unrealised,
        Realised = position.Position.Realised, Fees = position.Position.Fees, Funding = position.Position.Funding, Notional = position.Notional,
        Leverage = position.Leverage, MarginMode = position.MarginMode, InitialMargin = position.InitialMargin,
        Guards = position.Guard is { } guard ? GuardsView.Of(guard) : null, IsProtected = position.IsProtected, IsGuardLive = position.IsGuardLive,
        OpenedAt = position.Position.OpenedAt,
    };
}

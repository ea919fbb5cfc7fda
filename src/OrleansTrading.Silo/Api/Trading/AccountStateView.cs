using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>An account now. Money in its asset, times in Unix milliseconds.</summary>
internal sealed record AccountStateView : AccountEntry
{
    /// <summary>The venue that it trades at; paper for one that trades on paper.</summary>
    public required string Venue { get; init; }

    /// <summary>Whether its orders go to the paper exchange.</summary>
    public required bool IsPaper { get; init; }

    /// <summary>Whether long and short positions of an instrument stand side by side.</summary>
    public required bool IsHedged { get; init; }

    /// <summary>What money is counted in.</summary>
    public required string Asset { get; init; }

    /// <summary>Whether it may send orders: off, on, halted (only what reduces positions), killed (nothing).</summary>
    [JsonConverter(typeof(TradingSwitchWord))]
    public required TradingSwitch Switch { get; init; }

    /// <summary>Why; empty when nobody has switched it.</summary>
    public required string SwitchReason { get; init; }

    /// <summary>Wallet balance.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Profit of all positions at their mark prices.</summary>
    public required decimal Unrealised { get; init; }

    /// <summary>Cash and unrealised profit.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Initial margin of the positions.</summary>
    public required decimal MarginUsed { get; init; }

    /// <summary>Initial margin of what open orders may add.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Equity less both.</summary>
    public required decimal Free { get; init; }

    /// <summary>Profit of what was closed since the beginning, before fees and funding.</summary>
    public required decimal Realised { get; init; }

    /// <summary>Fees paid since the beginning.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Funding received less funding paid since the beginning.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Orders that have not ended.</summary>
    public required int OpenOrders { get; init; }

    /// <summary>Positions that are not flat.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Number of its last event.</summary>
    public required long Version { get; init; }

    /// <summary>When it was last found equal to its venue, or made so. Null when it has not been since it came up.</summary>
    public required long? ReconciledAt { get; init; }

    /// <summary>Whether it has been compared with its venue since it came up: before that it opens nothing.</summary>
    public required bool IsReady { get; init; }

    /// <summary>How far from the market the stop stands that a position without one gets, percent; 0: positions are left unprotected by choice. Null while it is not known, which happens while silos are replaced by newer ones.</summary>
    public required decimal? ProtectionPercent { get; init; }

    public static AccountStateView Of(AccountView account) => new()
    {
        Id = account.Id, Venue = account.Venue, IsPaper = account.IsPaper, IsHedged = account.IsHedged, Asset = account.Asset,
        Switch = account.Switch, SwitchReason = account.SwitchReason, Cash = account.Cash, Unrealised = account.Unrealised, Equity = account.Equity,
        MarginUsed = account.MarginUsed, Reserved = account.Reserved, Free = account.Free, Realised = account.Realised, Fees = account.Fees,
        Funding = account.Funding, OpenOrders = account.OpenOrders, OpenPositions = account.OpenPositions, Version = account.Version,
        ReconciledAt = account.ReconciledAt, IsReady = account.IsReady, ProtectionPercent = account.ProtectionPercent,
    };
}

using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>What the page of arbitrage asks.</summary>
internal interface IArbitrageReader
{
    /// <summary>Base assets that are compared.</summary>
    IReadOnlyList<string> Assets { get; }

    Task<ArbitrageView> GetAsync(string asset);

    /// <summary>The last hour of a pair, oldest first.</summary>
    Task<ImmutableArray<SpreadPoint>> GetSpreadsAsync(string asset, InstrumentId buy, InstrumentId sell);

    /// <summary>Opportunities of one base asset (null: of all), opened before a time (Unix milliseconds) when one is given, newest first.</summary>
    Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? asset, long? openedBefore, int limit, CancellationToken cancellationToken);
}

using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>What the list of instruments shows beside their prices.</summary>
internal interface IGridReader
{
    /// <summary>The watchlists with their instruments.</summary>
    Task<WatchlistMembers> GetWatchlistsAsync();

    /// <summary>The market's reading of one interval, of every instrument that has one.</summary>
    Task<ScanReport> GetReadingsAsync(KlineInterval interval);
}

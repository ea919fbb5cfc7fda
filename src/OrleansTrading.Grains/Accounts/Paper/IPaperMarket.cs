using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>The markets that orders on paper meet.</summary>
internal interface IPaperMarket
{
    /// <summary>The market now; null when nothing fresh is known of it.</summary>
    Task<PaperQuote?> GetQuoteAsync(InstrumentId instrument, CancellationToken cancellationToken);
}

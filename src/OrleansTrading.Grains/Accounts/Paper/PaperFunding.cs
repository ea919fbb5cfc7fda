using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>
/// Funding of positions on paper: when the venue's funding time has passed, each position that stood then pays or receives its value at the mark
/// price times the rate that was told last before. Of times that passed while nothing was running the last one counts, with the rate of now.
/// </summary>
internal sealed class PaperFunding
{
    private const long Interval = 8 * 60 * 60 * 1000L;

    private readonly Dictionary<InstrumentId, MarkPrice> _before = [];

    /// <summary>What is due by a new mark price. The same payment has the same id, so it is booked once.</summary>
    public IEnumerable<CashMoved> Due(AccountBook book, InstrumentId instrument, MarkPrice mark, long now)
    {
        if (mark.NextFundingTime <= 0)
            return [];
        var rate = _before.TryGetValue(instrument, out var before) && before.NextFundingTime < mark.NextFundingTime ? before : mark;
        var at = rate.NextFundingTime < mark.NextFundingTime ? rate.NextFundingTime : mark.NextFundingTime - Interval;
        _before[instrument] = mark;
        return book.Positions.Values
            .Where(position => position.Key.Instrument == instrument && !position.IsFlat && position.OpenedAt < at)
            .Select(position => new CashMoved(
                now, $"funding/{position.Key}/{at}", CashReason.Funding, book.Asset,
                Math.Round(-position.Quantity * (decimal)rate.Price * (decimal)rate.FundingRate, 8), position.Key))
            .Where(move => move.Amount != 0 && !book.IsBooked(move))
            .ToList();
    }
}

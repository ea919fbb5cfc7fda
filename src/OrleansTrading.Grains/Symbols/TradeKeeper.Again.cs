using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <remarks>Trades that were told and have to be told once more, to the recording alone.</remarks>
internal sealed partial class TradeKeeper
{
    /// <summary>Pages that are asked for again in a row; what the stream misses meanwhile comes in between.</summary>
    private const int MostPagesAgain = 10;

    /// <summary>
    /// Asks again for trades that have been told before, from one after an id up to the newest of now, for one who has had to let them go:
    /// a few pages, as far as the venue has room, and no more than may be asked for at all.
    /// </summary>
    /// <returns>After which id to go on the next time; null when all were brought that may be, and that the venue has.</returns>
    public async Task<long?> BringAgainAsync(long after, MissedTrade tell, Func<Task> makeWay, CancellationToken cancellationToken)
    {
        if (_ledger.Newest is not { } newest)
            return null;
        var most = _venue.Capabilities.HasTradeHistory ? options.MaxTradeBackfill : 0;
        after = Math.Max(after, newest - most);
        for (var pages = 0; after < newest; pages++)
        {
            if (pages == MostPagesAgain || _venue.Rest.BudgetWait > LongestBudgetWait)
                return after;
            await makeWay();
            var page = await RequestAsync(after + 1, cancellationToken);
            await makeWay();
            foreach (var trade in page)
                tell(trade);
            after = page.Count < PageSize ? newest : Math.Max(after + 1, page[^1].Id);
        }

        return null;
    }

    /// <summary>These were not brought again and are recorded nowhere; those of them that are missing besides are still asked for.</summary>
    public void OnNotBrought(IReadOnlyList<IdRange> ranges)
    {
        var lost = ranges.Sum(range => range.Count - _ledger.Missing.Sum(missing => range.CountOf(missing)));
        if (lost == 0)
            return;
        _notBrought += lost;
        LogNotBrought(logger, instrument, lost, ranges[0].From, ranges[^1].To);
    }
}

using System.Collections.Immutable;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Grains.Gaps;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    public async Task<GapReport> RepairGapsAsync(GapQuery query)
    {
        // While candles are still being brought, what is missing is no gap yet.
        if (_phase == SymbolPhase.Warming)
            return new GapReport(0, 0, 0, 0, 0, [], "NotLive", $"{_instrument} is still warming up.");
        return await AnswerAsync(new GapRepair(_instrument, _book, _keeper, store, hub, _phase == SymbolPhase.Live, query).RunAsync);
    }

    public Task<ImmutableArray<GapRange>> GetGapsAsync()
    {
        var gaps = ImmutableArray.CreateBuilder<GapRange>();
        if (_phase == SymbolPhase.Live)
        {
            var until = _venue.Clock.Now - GapRepair.Grace;
            foreach (var interval in _book.Intervals)
            {
                var newest = interval.OpenTimeOf(until) - interval.ToMilliseconds();
                if (_book.Ring(interval).Oldest is { } oldest && oldest <= newest)
                    gaps.AddRange(_book.Ring(interval).MissingRanges(oldest, newest).Select(range => new GapRange(interval, range.From, range.To)));
            }
        }

        return Task.FromResult(gaps.DrainToImmutable());
    }
}

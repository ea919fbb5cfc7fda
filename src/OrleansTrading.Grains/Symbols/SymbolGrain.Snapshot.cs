using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <remarks>What is told of the symbol as it stands.</remarks>
internal sealed partial class SymbolGrain
{
    private const int SparklinePoints = 60;

    public Task<InstrumentSnapshot> GetSnapshotAsync()
    {
        var shortest = _book.Base;
        var age = _tape.DataAge(time);
        var freshness = FreshnessPolicy.Judge(age, shortest.Newest, shortest.Interval, _venue.Clock.Now, _venue.Clock.Speed);
        var day = DayStatistics.Of(_book, _tape.LastPrice);
        return Task.FromResult(new InstrumentSnapshot(
            _instrument, _phase, _tape.LastPrice, day.ChangePercent, day.QuoteVolume, _tape.Book, _tape.Mark, _tape.EventTime, age,
            freshness, _venue.IsSimulated, [.. _subscription?.GetHealth() ?? []], Sparkline(shortest))
        {
            WarmingFor = _phase == SymbolPhase.Warming ? time.GetElapsedTime(_warmingSince) : null,
            OpenInterest = _openInterest.Newest?.Quantity,
            OpenInterestTime = _openInterest.Newest?.EventTime,
            OpenInterestChange1Hour = _openInterest.ChangeInHour,
            CandleFreshness = FreshnessPolicy.JudgeCandle(shortest.Newest, shortest.Interval, _venue.Clock.Now, _venue.Clock.Speed),
        });
    }

    public async Task<KlineSeries> GetKlinesAsync(KlineQuery query)
    {
        try
        {
            return await AnswerAsync(cancellationToken => _reader.ReadAsync(query, cancellationToken));
        }
        catch (OperationCanceledException) when (_answering.IsCancellationRequested)
        {
            throw new HistoryUnavailableException($"{_instrument} {query.Interval.ToCode()}: the silo that was asking {_instrument.Venue} for these candles is stopping; ask again.");
        }
    }

    public Task<CandleStatus> GetCandleStatusAsync() =>
        Task.FromResult(new CandleStatus([.. _book.Intervals.Select(interval => StatusOf(_book.Ring(interval)))]));

    private static IntervalStatus StatusOf(CandleRing ring)
    {
        var missing = ring is { Oldest: { } oldest, NewestClosedOpenTime: { } newest }
            ? ring.MissingRanges(oldest, newest).Sum(range => range.Count(ring.Interval))
            : 0;
        return new IntervalStatus(ring.Interval, ring.Count, (int)missing, ring.Oldest, ring.Newest, ring.Statistics.Repairs);
    }

    private static ImmutableArray<double> Sparkline(CandleRing ring)
    {
        Span<Kline> latest = stackalloc Kline[SparklinePoints];
        var count = ring.CopyLatest(latest);
        var closes = ImmutableArray.CreateBuilder<double>(count);
        for (var i = 0; i < count; i++)
            closes.Add(latest[i].Close);
        return closes.MoveToImmutable();
    }
}

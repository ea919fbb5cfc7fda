using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>
/// Makes one instrument's next frame from its last one. A part that fails or is late stays as it was. One refresh at a time.
/// </summary>
internal sealed class InstrumentRefresh(
    InstrumentId instrument,
    KlineInterval interval,
    IMarketReader market,
    IGapReader gaps,
    IMarkReader marks,
    DashboardOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Newest candles asked for each frame: the open one and those that closed since.</summary>
    private const int Newest = 3;

    /// <summary>The whole series is asked for this often, which brings in what a repair has changed.</summary>
    private static readonly TimeSpan WholeEvery = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);

    private readonly PendingCall<IReadOnlyList<InstrumentId>> _watchlist = new("the watchlist", options, time, logger);
    private readonly PendingCall<InstrumentSnapshot> _snapshot = new($"the snapshot of {instrument}", options, time, logger);
    private readonly PendingCall<KlineSeries> _klines = new($"{interval.ToCode()} candles of {instrument}", options, time, logger);
    private readonly PendingCall<CandleStatus> _status = new($"the candle status of {instrument}", options, time, logger);
    private readonly ActivityRefresh _activity = new(instrument, market, options, time, logger);
    private readonly MarkRefresh _marks = new(instrument, marks, options, time, logger);
    private readonly GapRefresh _gaps = new(instrument, gaps, options, time, logger);
    private long? _wholeAt;
    private long? _statusAt;

    public async Task<InstrumentFrame> RefreshAsync(InstrumentFrame? last, CancellationToken cancellationToken)
    {
        var frame = last ?? InstrumentFrame.Empty(instrument, interval, time.GetUtcNow());
        var statusIsDue = IsDue(_statusAt, StatusEvery);
        if (statusIsDue || frame.Standing != Standing.Followed)
            frame = frame with { Standing = await StandingAsync(frame.Standing, cancellationToken) };
        if (frame.Standing == Standing.Followed)
            frame = await RefreshPartsAsync(frame, statusIsDue, cancellationToken);
        return frame with { TakenAt = time.GetUtcNow() };
    }

    private async Task<InstrumentFrame> RefreshPartsAsync(InstrumentFrame frame, bool statusIsDue, CancellationToken cancellationToken)
    {
        var klinesCall = RefreshKlinesAsync(frame.Klines, cancellationToken);
        var statusCall = statusIsDue ? _status.AskAsync(() => market.GetCandleStatusAsync(instrument), cancellationToken) : null;
        var activityCall = _activity.RefreshAsync(frame.Activity, cancellationToken);
        var gapsCall = _gaps.RefreshAsync(frame.Gaps, cancellationToken);
        var marksCall = _marks.RefreshAsync(frame.Marks, cancellationToken);
        await Task.WhenAll(klinesCall, activityCall, gapsCall, marksCall, statusCall ?? Task.CompletedTask);
        // Prices come last: what the other parts took would be added to their age.
        var snapshot = await _snapshot.AskAsync(() => market.GetSnapshotAsync(instrument), cancellationToken);
        var (klines, status) = (await klinesCall, statusCall is null ? null : await statusCall);
        if (status is not null)
            _statusAt = time.GetTimestamp();
        return frame with
        {
            Snapshot = snapshot ?? frame.Snapshot,
            SnapshotAt = snapshot is null ? frame.SnapshotAt : time.GetUtcNow(),
            SnapshotFailed = _snapshot.Failed,
            Klines = klines,
            KlinesFailed = _klines.Failed,
            Candles = status ?? frame.Candles,
            Activity = await activityCall,
            Gaps = await gapsCall,
            Marks = await marksCall,
        };
    }

    private async Task<ImmutableArray<Kline>> RefreshKlinesAsync(ImmutableArray<Kline> held, CancellationToken cancellationToken)
    {
        var limit = held.IsDefaultOrEmpty || IsDue(_wholeAt, WholeEvery) ? options.ChartCandles : Newest;
        var answer = await _klines.AskAsync(() => market.GetKlinesAsync(instrument, new KlineQuery(interval, limit, null, null)), cancellationToken);
        if (answer is null)
            return held;
        if (!held.IsDefaultOrEmpty && KlineMerge.TryMerge(held, answer.Klines, interval, options.ChartCandles, out var merged))
        {
            if (limit > Newest)
                _wholeAt = time.GetTimestamp();
            return merged;
        }

        // Newest candles that do not touch those held say that some between are missing here: the next frame asks for all.
        _wholeAt = limit > Newest ? time.GetTimestamp() : null;
        return limit > Newest ? answer.Klines : held;
    }

    private async Task<Standing> StandingAsync(Standing last, CancellationToken cancellationToken)
    {
        if (await _watchlist.AskAsync(market.GetInstrumentsAsync, cancellationToken) is not { } list)
            return last;
        if (list.Contains(instrument))
            return Standing.Followed;
        return list.Count == 0 ? last : Standing.NotFollowed;
    }

    private bool IsDue(long? lastAt, TimeSpan every) => lastAt is not { } at || time.GetElapsedTime(at) >= every;
}

using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Bringing everything up to now on request. It asks the connector of the grain's own silo. Candles are brought by the same
/// repair that follows a gap, and at most one of those is under way: a request that was given up leaves none behind to pile up.
/// </summary>
internal sealed partial class SymbolGrain
{
    private readonly OpenInterestTrack _openInterest = new();
    private EvenPace? _openInterestPace;
    private long _otherRequests;

    private long Requests => _keeper.Requests + _otherRequests;

    public async Task<CollectResult> CollectAsync(CollectQuery query)
    {
        if (_phase != SymbolPhase.Live)
            return Skipped("NotLive", $"{_instrument} is {(_inbox is null ? "not followed" : "still warming up")}.");
        var asks = Wanted(query);
        if (asks.Count == 0)
            return new CollectResult(CollectOutcome.Collected, 0, null, null);
        if (_venue.Rest.BudgetWait is var wait && wait > query.LongestBudgetWait)
            return Skipped("BudgetShort", $"{_instrument.Venue} has no room for a request for another {wait.TotalSeconds:N1} s.");

        var before = Requests;
        using var limit = new CancellationTokenSource(query.TimeLimit, time);
        var failures = await AnswerAsync(async stopped =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopped);
            return await Task.WhenAll(asks.Select(ask => TryAsync(ask, query.TimeLimit, either.Token)));
        });
        var requests = (int)(Requests - before);
        return Array.Find(failures, failure => failure is not null) is { } first
            ? first with { Requests = requests }
            : new CollectResult(CollectOutcome.Collected, requests, null, null);
    }

    /// <summary>What has to be asked of the venue; nothing where streams bring it.</summary>
    private List<Func<CancellationToken, Task>> Wanted(CollectQuery query)
    {
        var asks = new List<Func<CancellationToken, Task>>();
        if (query.Rest || !IsStreamed(StreamKind.Kline))
            asks.Add(CollectCandlesAsync);
        if (!_venue.Rest.HasDerivatives)
            return asks;
        if (query.Rest || _tape.Mark is null || !IsStreamed(StreamKind.MarkPrice))
            asks.Add(CollectMarkAsync);
        _openInterestPace ??= new EvenPace(_instrument.ToString(), time);
        if (_openInterestPace.IsDue(query.OpenInterestInterval))
            asks.Add(CollectOpenInterestAsync);
        return asks;
    }

    /// <summary>Whether the stream is up and the market has been heard of by stream within the last minute.</summary>
    private bool IsStreamed(StreamKind kind) =>
        _inbox!.StateOf(kind).IsConnected && _tape.DataAge(time) <= FreshnessPolicy.StaleAbove;

    private async Task CollectCandlesAsync(CancellationToken cancellationToken)
    {
        if (_work.IsCompleted)
        {
            var repair = RepairNowAsync();
            _work = QuietlyAsync(repair);
            await repair.WaitAsync(cancellationToken);
            return;
        }

        // What is under way brings the same candles; it tells of its failure by the pacing alone.
        await _work.WaitAsync(cancellationToken);
        if (_pacing.Failures > 0)
            throw new VenueException(ErrorKind.Unavailable, isTransient: true, $"{_instrument}: bringing candles failed {_pacing.Failures} times in a row.");
    }

    private async Task RepairNowAsync()
    {
        try
        {
            await RepairAsync();
            await SaveAsync();
        }
        catch (VenueException)
        {
            _pacing.OnFailed();
            metrics.HistoryFailure(_instrument.Venue);
            throw;
        }
    }

    private async Task CollectMarkAsync(CancellationToken cancellationToken)
    {
        _otherRequests++;
        _tape.ApplyMark(await _venue.Rest.GetMarkPriceAsync(_instrument, cancellationToken));
    }

    private async Task CollectOpenInterestAsync(CancellationToken cancellationToken)
    {
        _otherRequests++;
        var openInterest = await _venue.Rest.GetOpenInterestAsync(_instrument, cancellationToken);
        _openInterest.Apply(openInterest);
        foreach (var follower in _followers)
            follower.OnOpenInterest(openInterest);
        _openInterestPace!.OnDone();
    }

    private async Task<CollectResult?> TryAsync(Func<CancellationToken, Task> ask, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken);
            return null;
        }
        catch (VenueException exception)
        {
            return new CollectResult(CollectOutcome.Failed, 0, exception.Kind.ToString(), exception.Message);
        }
        catch (OperationCanceledException) when (!_answering.IsCancellationRequested)
        {
            return new CollectResult(CollectOutcome.Failed, 0, nameof(ErrorKind.Timeout), $"{_instrument}: not within {limit.TotalSeconds:N1} s.");
        }
    }

    private static async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private static CollectResult Skipped(string kind, string message) => new(CollectOutcome.Skipped, 0, kind, message);
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.RateBudgets;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>One venue's budgets in this silo, and the exchange with the grain that they are shares of.</summary>
internal sealed partial class VenueShare(string venue, IRateBudgetGrain grain, RateBudgetOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Requests in a row are reported together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly string _silo = Guid.NewGuid().ToString("N");
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<(RateResource Resource, LeasedBudget Budget, int Leasable, TimeSpan Window)> _budgets = [];
    private long _lastLease;
    private bool _isLost;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <param name="resource">What is limited.</param>
    /// <param name="limit">What the venue allows.</param>
    /// <param name="leasable">What is given out as leases.</param>
    /// <param name="reserve">What is this silo's own.</param>
    /// <param name="window">Length of the window.</param>
    public LeasedBudget Open(RateResource resource, int limit, int leasable, int reserve, TimeSpan window)
    {
        var budget = new LeasedBudget(Math.Min(limit, leasable + reserve), reserve, window, () => _wake.Writer.TryWrite(true));
        lock (_gate)
            _budgets.Add((resource, budget, leasable, window));
        return budget;
    }

    /// <summary>Reports and asks until stopped: at once when a share runs low, and again and again to hear of a refusal that others have met.</summary>
    public async Task KeepAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await ExchangeAsync();
                await Task.Delay(_isLost ? options.Period : Gather, time, stopping);
                await WaitAsync(stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>One round: what is told, the answer, and what it changes. Never throws.</summary>
    internal async Task ExchangeAsync()
    {
        (RateResource Resource, LeasedBudget Budget, int Leasable, TimeSpan Window)[] budgets;
        lock (_gate)
            budgets = [.. _budgets];
        var sentAt = Now;
        var demands = Array.ConvertAll(budgets, part => part.Budget.TakeDemand(sentAt));
        var wishes = budgets.Zip(demands, (part, demand) => new RateWish(
            (byte)part.Resource, part.Leasable, part.Window, ++_lastLease, demand.Wanted,
            [.. demand.Finished.Select(lease => new FinishedLease(lease.Lease, lease.Spent))], demand.ReserveUsed, demand.ObservedUsed)).ToArray();
        var blocked = demands.Select(demand => demand.BlockedFor).DefaultIfEmpty(TimeSpan.Zero).Max();
        try
        {
            var answer = await grain.ExchangeAsync(new RateQuestion(_silo, [.. wishes], blocked)).WaitAsync(options.AnswerTimeout, time);
            for (var index = 0; index < budgets.Length; index++)
            {
                var lease = answer.Leases[index];
                budgets[index].Budget.Apply(
                    new RateGrant(wishes[index].Lease, lease.Weight, lease.Duration, lease.Free, lease.RetryAfter, answer.BlockedFor), sentAt, Now);
            }

            if (_isLost)
                LogFound(venue);
            _isLost = false;
        }
        catch (Exception exception)
        {
            // Whatever it is: this silo goes on with what is its own, and tries again.
            for (var index = 0; index < budgets.Length; index++)
                budgets[index].Budget.Restore(demands[index]);
            if (!_isLost)
                LogLost(venue, string.Join(", ", budgets.Select(part => $"{part.Resource} {part.Budget.Reserve} in {part.Window}")), exception);
            _isLost = true;
        }
    }

    /// <summary>Until something is needed, and no longer than the period: others may have been refused meanwhile.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        using var period = new CancellationTokenSource(options.Period, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(period.Token, stopping);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Nothing was needed.
        }
    }

    [LoggerMessage(4670, LogLevel.Warning, "The shared budget of {Venue} cannot be reached; this silo goes on with its own reserve: {Reserve}")]
    private partial void LogLost(string venue, string reserve, Exception exception);

    [LoggerMessage(4671, LogLevel.Information, "The shared budget of {Venue} is reached again")]
    private partial void LogFound(string venue);
}

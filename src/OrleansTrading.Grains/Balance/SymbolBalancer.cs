using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Grains.StreamWatch;

namespace OrleansTrading.Grains.Balance;

/// <summary>
/// Once in a while compares how many symbols this silo follows with what the others do, and lets a few go to a silo that has room.
/// Nothing moves in a cluster of one silo, while a silo joins or leaves, within a round of that, or while a silo does not tell what it follows; and
/// no more than <see cref="BalanceOptions.MostMoves"/> a round and silo.
/// </summary>
internal sealed partial class SymbolBalancer(
    IGrainFactory grains,
    ILocalSiloDetails local,
    FollowedStreams followed,
    BalanceMetrics metrics,
    IOptions<BalanceOptions> options,
    TimeProvider time,
    ILogger<SymbolBalancer> logger) : BackgroundService
{
    /// <summary>Symbols that are asked for each move at most. Where so many have something under way, the next round is early enough.</summary>
    private const int MostAsked = 5;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private SymbolCounts? _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (!settings.Enabled)
            return;
        var pause = settings.Interval / (2 * settings.MostMoves);
        using var timer = new PeriodicTimer(settings.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(pause, stoppingToken);
            }
            catch (Exception exception)
            {
                // Whatever it was, the next round tries again. A silo that stops moves nothing.
                if (!stoppingToken.IsCancellationRequested)
                    LogFailed(logger, exception);
            }
        }
    }

    /// <summary>Compares, and moves what is this silo's part.</summary>
    /// <param name="pause">Between two moves.</param>
    /// <param name="cancellationToken">Ends it after the move that is under way.</param>
    /// <returns>How many symbols went.</returns>
    internal async Task<int> RoundAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var before = _last;
        // Forgotten until it is known again: after a round that failed the next one only looks.
        _last = null;
        _last = await SymbolCounts.ReadAsync(grains, time, cancellationToken);
        if (_last is not { } counts || before is null || !counts.Follows(before) || counts.Silos.IndexOf(local.SiloAddress) is not (>= 0 and var here))
            return 0;
        // Of itself it knows better than what it told some seconds ago.
        var symbols = counts.Symbols.SetItem(here, followed.Count);
        SiloAddress[] targets = [.. SymbolSpread.Plan(symbols, options.Value.MostMoves).Where(move => move.From == here).Select(move => counts.Silos[move.To])];
        if (targets.Length == 0)
            return 0;
        var moved = await MoveAsync(targets, counts, pause, cancellationToken);
        LogMoved(logger, moved, targets.Length, symbols[here], symbols.Average());
        return moved;
    }

    private async Task<int> MoveAsync(SiloAddress[] targets, SymbolCounts counts, TimeSpan pause, CancellationToken cancellationToken)
    {
        // Where an account has something at stake a moment without prices costs more, so these go last; the others in no order, so that
        // some that cannot go for long do not keep all from going.
        var candidates = new Queue<FollowedSymbol>(followed.All.OrderBy(symbol => symbol.IsWatched).ThenBy(_ => Random.Shared.Next()));
        var (moved, asked) = (0, 0);
        while (moved < targets.Length && asked < MostAsked * targets.Length && candidates.TryDequeue(out var symbol))
        {
            if (!(await SymbolCounts.ReadSilosAsync(grains)).SequenceEqual(counts.Silos))
                break;
            if (!followed.Has(symbol))
                continue;
            asked++;
            var grain = grains.GetGrain<ISymbolGrain>(symbol.Instrument.ToString());
            if (!await grain.MoveToAsync(targets[moved].ToParsableString()).WaitAsync(AnswerLimit, time, cancellationToken))
                continue;
            moved++;
            metrics.Moved(symbol.Instrument.Venue);
            if (moved < targets.Length)
                await Task.Delay(pause, time, cancellationToken);
        }

        return moved;
    }

    [LoggerMessage(4940, LogLevel.Information, "Balance: {Moved} of {Planned} symbols have been passed on to silos that follow fewer; this one followed {Symbols}, the mean is {Mean:F1}")]
    private static partial void LogMoved(ILogger logger, int moved, int planned, int symbols, double mean);

    [LoggerMessage(4941, LogLevel.Warning, "Balance: comparing symbols with other silos, or passing some on, failed; it is tried again with the next round")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}

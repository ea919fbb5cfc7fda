using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>What the jobs of both lists do.</summary>
internal static class WatchlistRefreshing
{
    public static async Task RunAsync(IGrainFactory grains, string watchlist, JobContext context)
    {
        var refresh = await grains.GetGrain<IWatchlistGrain>(watchlist).RefreshAsync();
        if (refresh.Problem is { } problem)
            throw new InvalidOperationException($"The watchlist {watchlist} stays as it was: {problem}");
        context.SetOutput($"{refresh.Instruments.Length} instruments: {refresh.Joined.Length} joined, {refresh.Left.Length} left, {refresh.Warmed.Length} warmed ahead");
    }
}

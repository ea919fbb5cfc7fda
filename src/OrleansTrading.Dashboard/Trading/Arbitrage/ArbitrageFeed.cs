using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>Every comparison, twice a second at most, for any number of pages.</summary>
internal sealed class ArbitrageFeed : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan PastEvery = TimeSpan.FromSeconds(3);

    private readonly IArbitrageReader _reader;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, PendingCall<ArbitrageView>> _calls;
    private readonly PendingCall<IReadOnlyList<ArbitrageOpportunity>> _past;
    private readonly SharedFeed<ArbitrageFrame> _shared;
    private long? _pastAt;

    public ArbitrageFeed(IArbitrageReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<ArbitrageFeed> logger)
    {
        (_reader, _time) = (reader, time);
        _calls = reader.Assets.ToDictionary(asset => asset, asset => new PendingCall<ArbitrageView>($"the comparison of {asset}", options.Value, time, logger), StringComparer.Ordinal);
        _past = new PendingCall<IReadOnlyList<ArbitrageOpportunity>>("past opportunities", options.Value, time, logger);
        _shared = new SharedFeed<ArbitrageFrame>("arbitrage", RefreshAsync, Interval, time, logger);
    }

    public IFeedSubscription<ArbitrageFrame> Subscribe() => _shared.Subscribe();

    public void Dispose() => _shared.Dispose();

    private async Task<ArbitrageFrame> RefreshAsync(ArbitrageFrame? last, CancellationToken cancellationToken)
    {
        ImmutableArray<string> assets = [.. _reader.Assets];
        var answers = await Task.WhenAll(assets.Select(asset => _calls[asset].AskAsync(() => _reader.GetAsync(asset), cancellationToken)));
        var views = assets.Zip(answers, (asset, answer) => answer ?? last?.Views.FirstOrDefault(view => view.BaseAsset == asset)).OfType<ArbitrageView>();
        var past = last?.Past ?? [];
        if (_pastAt is not { } at || _time.GetElapsedTime(at) >= PastEvery)
        {
            var listed = await _past.AskAsync(() => _reader.ListAsync(null, null, ArbitrageFrame.PageSize, cancellationToken), cancellationToken);
            if (listed is not null)
                (past, _pastAt) = (listed.SequenceEqual(past) ? past : [.. listed], _time.GetTimestamp());
        }

        return new ArbitrageFrame(assets, [.. views], past, [.. assets.Where(asset => _calls[asset].Failed)], _time.GetUtcNow());
    }
}

using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Portfolio;

/// <summary>Asks all accounts at once. One that does not answer in time is named and does not hold up the others.</summary>
internal sealed class PortfolioGrain(IAccountDirectory accounts, IMarketDataHub hub, TimeProvider time) : Grain, IPortfolioGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<PortfolioView> GetAsync()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var readings = await Task.WhenAll((await accounts.ListAsync(CancellationToken.None)).Select(account => ReadAsync(account, now)));
        var held = readings.SelectMany(reading => reading.Positions).ToLookup(reading => reading.IsPaper, reading => reading.Position);
        var capital = readings.Select(reading => reading.Capital).OfType<CapitalPoint>().ToImmutableArray();
        return new PortfolioView(
            now, ExposureReport.Of([.. held[false]]), ExposureReport.Of([.. held[true]]), capital, CapitalSum.Of(capital),
            [.. readings.Select(reading => reading.Unread).OfType<UnreadAccount>()])
        {
            Positions = [.. held[false], .. held[true]],
            Stopped = [.. readings.Select(reading => reading.Stopped).OfType<StoppedAccount>()],
        };
    }

    public async Task<ImmutableArray<string>> GetAccountsAsync() => [.. await accounts.ListAsync(CancellationToken.None)];

    private async Task<Reading> ReadAsync(string account, long now)
    {
        try
        {
            var grain = GrainFactory.GetGrain<IAccountGrain>(account);
            var (view, positions) = (grain.GetAsync(), grain.GetPositionsAsync());
            await Task.WhenAll(view, positions).WaitAsync(Patience, time);
            var held = new List<(bool, HeldPosition)>();
            foreach (var position in await positions)
                held.Add(((await view).IsPaper, await HeldAsync(account, position)));
            return new Reading(PointOf(await view, [.. held.Select(pair => pair.Item2)], now), held, null, StoppedOf(await view));
        }
        catch (Exception exception)
        {
            // Isolated here, and named in the answer: whatever an account fails with must not hide the others.
            return new Reading(null, [], new UnreadAccount(account, exception.Message), null);
        }
    }

    private static StoppedAccount? StoppedOf(AccountView view) =>
        view.Switch is TradingSwitch.Halted or TradingSwitch.Killed ? new StoppedAccount(view.Id, view.Switch, view.SwitchReason) : null;

    private static CapitalPoint PointOf(AccountView view, IReadOnlyList<HeldPosition> held, long now)
    {
        var values = held.Select(position => position.Quantity * position.Price).ToList();
        return new CapitalPoint(
            view.Id, now, view.Asset, view.Cash, view.Unrealised, view.MarginUsed, view.Reserved, values.Where(value => value > 0).Sum(),
            -values.Where(value => value < 0).Sum(), view.Realised, view.Fees, view.Funding, view.IsPaper);
    }

    /// <remarks>Without a mark price a position stands at its entry price: its value is then what was paid, and nothing is claimed to be won.</remarks>
    private async Task<HeldPosition> HeldAsync(string account, PositionView view)
    {
        var instrument = view.Position.Key.Instrument;
        var price = view.MarkPrice ?? view.Position.EntryPrice ?? 0;
        return new HeldPosition(account, instrument, await BaseAssetOfAsync(instrument), view.Position.Quantity, price, view.Unrealised ?? 0);
    }

    /// <summary>An instrument that its venue does not list now stands for itself: it is never taken for another asset.</summary>
    private async Task<string> BaseAssetOfAsync(InstrumentId instrument)
    {
        try
        {
            var listed = await hub.GetInstrumentsAsync(instrument.Venue, CancellationToken.None).WaitAsync(Patience, time);
            return listed.TryGetValue(instrument, out var info) ? CorrelationBuckets.ByAsset.BucketOf(info.BaseAsset) : instrument.Symbol;
        }
        catch (Exception exception) when (exception is VenueException or UnknownVenueException or TimeoutException)
        {
            return instrument.Symbol;
        }
    }

    private sealed record Reading(CapitalPoint? Capital, IReadOnlyList<(bool IsPaper, HeldPosition Position)> Positions, UnreadAccount? Unread, StoppedAccount? Stopped);
}

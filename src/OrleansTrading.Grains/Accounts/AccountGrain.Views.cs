using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Grains.Accounts.Protection;

namespace OrleansTrading.Grains.Accounts;

/// <summary>The account as it is shown. What was decided a moment ago and is not stored yet may be in it.</summary>
internal sealed partial class AccountGrain
{
    public Task<AccountView> GetAsync() => Task.FromResult(View());

    private AccountView View()
    {
        var unrealised = AccountValuation.Unrealised(Book, _markets);
        var cash = Book.Cash.GetValueOrDefault(Book.Asset);
        var used = AccountValuation.MarginUsed(Book, _markets, _machine.Rules);
        var reserved = AccountValuation.Reserved(Book, _markets, _machine.Rules);
        return new AccountView(
            _account, Book.IsOpened ? Book.Venue : _settings?.Venue ?? "", Book.IsOpened ? Book.IsPaper : _settings?.IsPaper ?? false,
            Book.IsHedged, Book.IsOpened ? Book.Asset : _settings?.Asset ?? "", Book.Switch, Book.SwitchReason, cash, unrealised, cash + unrealised,
            used, reserved, cash + unrealised - used - reserved, Book.Realised, Book.Fees.GetValueOrDefault(Book.Asset), Book.Funding,
            Book.OpenOrders.Values.Count(order => !order.IsFinal), Book.Positions.Values.Count(position => !position.IsFlat), Book.Version,
            _machine.ReconciledAt, Book.IsOpened && _machine.ReconciledAt is not null)
        {
            ProtectionPercent = _machine.ProtectionPercent,
        };
    }

    /// <summary>Shows the account in the metrics of its silo.</summary>
    private void Show()
    {
        var (held, owed) = (0m, 0m);
        foreach (var position in Book.Positions.Values)
        {
            var value = position.Quantity * (_markets.PriceOf(position.Key.Instrument) ?? position.EntryPrice ?? 0);
            (held, owed) = value >= 0 ? (held + value, owed) : (held, owed - value);
        }

        gauges.Show(new AccountReading(View(), held, owed, _machine.LimitUse(_markets, Now)));
    }

    public Task<ImmutableArray<PositionView>> GetPositionsAsync() => Task.FromResult<ImmutableArray<PositionView>>(
    [
        .. Book.Positions.Values.Where(position => !position.IsFlat)
            .OrderBy(position => position.Key.ToString(), StringComparer.Ordinal)
            .Select(ViewOf),
    ]);

    public Task<ImmutableArray<Order>> GetOrdersAsync(OrderQuery query)
    {
        var before = query.BeforeId is { } id ? Book.FindOrder(id) : null;
        var orders = (query.OpenOnly ? Book.OpenOrders.Values.Where(order => query.WithUnbooked || !order.IsFinal) : Book.Orders)
            .Where(order => query.Instrument is null || order.Spec.Instrument == query.Instrument)
            .Where(order => before is null || IsOlder(order, before))
            .OrderByDescending(order => order.CreatedAt)
            .ThenByDescending(order => order.Id, StringComparer.Ordinal)
            .Take(Math.Clamp(query.Limit, 0, IAccountGrain.MaxLimit));
        return Task.FromResult<ImmutableArray<Order>>([.. orders]);
    }

    public Task<Order?> FindOrderAsync(string orderId) => Task.FromResult(Book.FindOrder(orderId));

    /// <remarks>
    /// The newest are in the book. Older ones are read back for whoever pages on, and not without end: orders wait while a page of events is read.
    /// </remarks>
    public async Task<ImmutableArray<Fill>> GetFillsAsync(InstrumentId? instrument, long? before, int limit)
    {
        limit = Math.Clamp(limit, 0, IAccountGrain.MaxLimit);
        var found = ImmutableArray.CreateBuilder<Fill>();
        Add(Book.RecentFills.Where(booked => booked.Version <= _journal.Stored).Reverse().Select(booked => booked.Fill));
        if (before is null || Book.FillCount == Book.RecentFills.Count)
            return found.ToImmutable();
        var version = Book.RecentFills.First().Version;
        for (var read = 0; found.Count < limit && read < IAccountGrain.FillsReach; read += PageSize)
        {
            var page = await store.ReadBackAsync(_account, version, PageSize, _stopping.Token);
            Add(page.Select(stored => stored.Event).OfType<FillBooked>().Select(booked => booked.Fill));
            if (page.Count < PageSize)
                break;
            version = page[^1].Version;
        }

        return found.ToImmutable();

        void Add(IEnumerable<Fill> fills) => found.AddRange(
            fills.Where(fill => (instrument is null || fill.Instrument == instrument) && (before is null || fill.Time < before)).Take(limit - found.Count));
    }

    public async Task<ImmutableArray<NumberedEvent>> GetEventsAsync(long? beforeVersion, int limit)
    {
        var stored = await store.ReadBackAsync(_account, beforeVersion, Math.Clamp(limit, 0, IAccountGrain.MaxLimit), _stopping.Token);
        return [.. stored.Select(numbered => new NumberedEvent(numbered.Version, numbered.Event))];
    }

    public Task<ImmutableArray<InstrumentLeverage>> GetLeverageAsync() => Task.FromResult<ImmutableArray<InstrumentLeverage>>(
    [
        .. Book.Leverage.OrderBy(set => set.Key.ToString(), StringComparer.Ordinal)
            .Select(set => new InstrumentLeverage(set.Key, set.Value.Leverage, set.Value.Mode)),
    ]);

    public async Task<OrderPreview> PreviewAsync(PlaceOrder order)
    {
        var shaped = await ShapeAsync(order, OrderShaping.Fingerprint(order));
        var (info, market, age) = (_markets.InfoOf(order.Instrument), _markets.PriceOf(order.Instrument), _markets.AgeOf(order.Instrument));
        var isFresh = Fresh(order.Instrument) is not null;
        if (shaped.Refusal is { } refusal)
            return OrderPreview.Refused(refusal) with { Instrument = info, MarketPrice = market, DataAge = age, IsFresh = isFresh };
        var forecast = _machine.Preview(shaped.Intent!, ContextFor(order.Instrument));
        return new OrderPreview(
            forecast.Spec, forecast.Price, forecast.Margin, forecast.Fee, forecast.Refusal, forecast.Note, forecast.IsHalting, forecast.Uses, info, market, age, isFresh);
    }

    public Task<ImmutableArray<RiskUse>> GetLimitUseAsync() =>
        Task.FromResult(_machine.LimitUse(_markets, Now));

    public Task<RiskLimits> GetLimitsAsync() => Task.FromResult(Book.Limits);

    private PositionView ViewOf(Position position)
    {
        var mark = _markets.PriceOf(position.Key.Instrument);
        var notional = Math.Abs(position.Quantity) * (mark ?? position.EntryPrice ?? 0);
        var leverage = AccountValuation.LeverageOf(Book, position.Key.Instrument, _machine.Rules);
        var mode = Book.Leverage.TryGetValue(position.Key.Instrument, out var setting) ? setting.Mode : MarginMode.Cross;
        var guard = Book.Guards.GetValueOrDefault(position.Key);
        return new PositionView(
            position, mark, mark is { } price ? position.UnrealisedAt(price) : null, notional, leverage, mode, notional / leverage, guard,
            IsProtected(position, guard), guard is not null && IsGuardLive(guard.Id))
        {
            TickSize = _markets.InfoOf(position.Key.Instrument)?.TickSize, DataAge = _markets.AgeOf(position.Key.Instrument),
        };
    }

    private bool IsProtected(Position position, PositionGuard? guard) => Book.IsPaper
        ? guard is not null && GuardEvaluator.HasStop(guard)
        : ProtectionPlan.IsCoveredAtVenue(position, StopsOf(position.Key), _markets.InfoOf(position.Key.Instrument));

    private static bool IsOlder(Order order, Order before) =>
        order.CreatedAt < before.CreatedAt || (order.CreatedAt == before.CreatedAt && string.CompareOrdinal(order.Id, before.Id) < 0);
}

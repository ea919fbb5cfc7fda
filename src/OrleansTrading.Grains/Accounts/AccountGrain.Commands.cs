using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What is asked of the account. Nobody is answered before what the answer follows from is stored.</summary>
internal sealed partial class AccountGrain
{
    public async Task<PlaceResult> PlaceAsync(PlaceOrder order)
    {
        var request = OrderShaping.Fingerprint(order);
        if (Repeated(order.IntentKey, request) is { } repeated)
            return repeated.Refusal is { } reused ? await RefuseAsync(order, reused) : await AnswerAsync(repeated);
        var shaped = await ShapeAsync(order, request);
        if (shaped.Refusal is { } refusal)
            return await RefuseAsync(order, refusal);
        return await AnswerAsync(_machine.Place(shaped.Intent! with { By = order.By }, ContextFor(order.Instrument)));
    }

    public async Task<PlaceResult> CloseAsync(string intentKey, PositionKey position, decimal share, string by)
    {
        var request = OrderShaping.FingerprintOfClose(position, share);
        if (Repeated(intentKey, request) is { } repeated)
            return repeated.Refusal is { } reused ? await RefuseAsync(intentKey, OrderPurpose.Manual, null, reused, by) : await AnswerAsync(repeated);
        if (share is <= 0 or > 1)
            return await RefuseAsync(intentKey, OrderPurpose.Manual, null, new OrderRefusal(RefusalCodes.InvalidOrder, "share", $"The share is {share}; expected more than 0 and at most 1."), by);
        if (await PrepareAsync(position.Instrument, reducesOnly: true) is { } obstacle)
            return await RefuseAsync(intentKey, OrderPurpose.Manual, null, obstacle, by);
        return await AnswerAsync(_machine.Close(intentKey, position, share, OrderPurpose.Manual, ContextOf(position.Instrument)!, request));
    }

    public Task<PlaceResult> CancelAsync(string orderId, string by) => AnswerAsync(_machine.Cancel(orderId, by, Now));

    public async Task<AccountAnswer> SetGuardsAsync(PositionKey position, GuardPlan plan, string by)
    {
        var held = Book.PositionOf(position);
        if (!held.IsFlat)
        {
            // The fees of both ways count: a stop at break-even is to lose nothing.
            var entry = held.EntryPrice * (1 + (Math.Sign(held.Quantity) * 2 * _options.Paper.TakerFee));
            if (OrderShaping.CheckGuards(plan, held.Quantity > 0, _markets.PriceOf(position.Instrument), entry, _markets.NowAt(position.Instrument.Venue)) is { } refusal)
                return new AccountAnswer(refusal);
        }

        return new AccountAnswer((await StoredAsync(_machine.SetGuards(position, plan, by, Now, _markets.FreshPriceOf(position.Instrument)))).Refusal);
    }

    public async Task TriggerAsync(GuardTrigger trigger)
    {
        if (Book.PositionOf(trigger.Position).IsFlat || Book.Guards.GetValueOrDefault(trigger.Position)?.Id != trigger.GuardId)
        {
            // What closed it, or took the guard away, may be lost yet, and then it is to be told again.
            await _journal.StoredAsync(Book.Version);
            return;
        }

        // Rules that are known are good enough to close by: the venue is not waited for.
        if (_markets.InfoOf(trigger.Position.Instrument) is null)
            await _markets.FindAsync(trigger.Position.Instrument, _stopping.Token);
        if (ContextOf(trigger.Position.Instrument) is not { } context)
            throw new InvalidOperationException($"The rules of {trigger.Position.Instrument} are not known now; the trigger is to be told again.");
        var step = _machine.Trigger(trigger, context);
        Add(step);
        await _journal.StoredAsync(step.Version);
    }

    public async Task TouchAsync(ImmutableArray<PaperTouch> touches)
    {
        if (Paper is not { } paper)
            return;
        await paper.TouchAsync(touches, _stopping.Token);
        await _journal.StoredAsync(Book.Version);
    }

    public async Task<RiskLimits> ChangeLimitsAsync(LimitsChange change)
    {
        var limits = Book.Limits;
        foreach (var (rule, limit) in change.Changes)
        {
            if (RiskLimitRules.Validate(rule, limit) is { } problem)
                throw new ArgumentException(problem.Reason, nameof(change));
            limits = limits.With(rule, limit);
        }

        var step = _machine.SetLimits(limits, change.By, Now);
        Add(step);
        // Limits that could not be stored are none: the caller hears of it.
        await _journal.StoredAsync(step.Version);
        return Book.Limits;
    }

    public async Task<AccountAnswer> SetProtectionAsync(decimal percent, string by)
    {
        if (GuardRules.ValidateProtection(percent) is { } problem)
            return new AccountAnswer(new OrderRefusal(RefusalCodes.InvalidGuards, "percent", problem));
        if (!Book.IsOpened)
            return new AccountAnswer(NotReady());
        return new AccountAnswer((await StoredAsync(_machine.SetProtection(percent, by, Now))).Refusal);
    }

    public async Task<AccountAnswer> SwitchAsync(TradingSwitch to, string reason, string by)
    {
        if (!Book.IsOpened)
            return new AccountAnswer(NotReady());
        var step = _machine.SwitchTo(to, reason, by, Now);
        if (to is TradingSwitch.Halted or TradingSwitch.Killed && step.Events.Length > 0)
            LogStopped(logger, _account, to.ToString(), reason);
        return new AccountAnswer((await StoredAsync(step)).Refusal);
    }

    /// <summary>What a key has made before; nothing while the account has not been opened, and so has no orders.</summary>
    private AccountStep? Repeated(string intentKey, string? request) => Book.IsOpened ? _machine.FindRepeated(intentKey, request) : null;

    /// <summary>The order as its venue can take it now. What is decided on it is decided before anything else is awaited.</summary>
    private async Task<ShapedOrder> ShapeAsync(PlaceOrder order, string request)
    {
        if (await PrepareAsync(order.Instrument, order.ReduceOnly) is { } obstacle)
            return new ShapedOrder(null, obstacle);
        return OrderShaping.Shape(
            order, _markets.InfoOf(order.Instrument)!, Book.IsHedged, _session!.Capabilities, Fresh(order.Instrument), _markets.NowAt(order.Instrument.Venue), request);
    }

    /// <summary>
    /// Waits a while for the price of what is ordered, and of what is held beside it: an account that has come up a moment ago has been told none of them yet, and does not
    /// know what it is worth.
    /// </summary>
    private async Task RefreshAsync(InstrumentId instrument, bool reducesOnly)
    {
        var unpriced = Book.Positions.Values.Where(position => !reducesOnly && !position.IsFlat).Select(position => position.Key.Instrument)
            .Where(held => held != instrument && _markets.PriceOf(held) is null).Distinct();
        var others = unpriced.Select(held => QuietlyAsync(_markets.RefreshAsync(held, _options.PriceWait, _options.Paper.MaxDataAge, _stopping.Token))).ToList();
        await _markets.RefreshAsync(instrument, _options.PriceWait, _options.Paper.MaxDataAge, _stopping.Token);
        await Task.WhenAll(others);
    }

    /// <summary>Waits until the account may decide and the market is known; says what is in the way.</summary>
    private async Task<OrderRefusal?> PrepareAsync(InstrumentId instrument, bool reducesOnly)
    {
        if (_session is null)
            return new OrderRefusal(RefusalCodes.NotReady, "", $"The account '{_account}' is not configured here.");
        if (!_settings!.IsPaper && instrument.Venue != _settings.Venue)
            return new OrderRefusal(RefusalCodes.UnknownInstrument, "instrument", $"The account trades at '{_settings.Venue}'; '{instrument}' is another venue's.");
        try
        {
            if (await _markets.FindAsync(instrument, _stopping.Token) is not { } info)
                return new OrderRefusal(RefusalCodes.UnknownInstrument, "instrument", $"There is no instrument '{instrument}'.");
            if (!info.IsTrading)
                return new OrderRefusal(RefusalCodes.NotTrading, "instrument", $"'{instrument}' is not trading now.");
            if (!reducesOnly && !OrderShaping.IsSameMoney(info.QuoteAsset, _settings.Asset))
                return new OrderRefusal(RefusalCodes.OtherMoney, "instrument", $"'{instrument}' is priced in {info.QuoteAsset}; the account counts in {_settings.Asset}.");
        }
        catch (VenueException failure)
        {
            return new OrderRefusal(RefusalCodes.NotReady, "instrument", $"The rules of '{instrument}' are not known: {failure.Message}");
        }

        await RefreshAsync(instrument, reducesOnly);
        if (!await IsReadyAsync() && !(reducesOnly && Book.IsOpened))
            return NotReady();
        return _isChangingMode ? new OrderRefusal(RefusalCodes.NotReady, "", "The position mode is being changed at the venue.") : null;
    }

    /// <summary>Waits a while for the first comparison with the venue.</summary>
    private async Task<bool> IsReadyAsync()
    {
        if (_machine.ReconciledAt is null)
            await QuietlyAsync(_ready.Task.WaitAsync(_options.AnswerWait, time, _stopping.Token));
        return _machine.ReconciledAt is not null;
    }

    private OrderRefusal NotReady() => new(
        RefusalCodes.NotReady, "", Book.IsOpened ? "The account has not been compared with its venue yet." : "The account has not been opened at its venue yet.");

    private decimal? Fresh(InstrumentId instrument) =>
        _markets.IsFresh(instrument, _options.Paper.MaxDataAge) ? _markets.PriceOf(instrument) : null;

    /// <summary>What an order is decided on: a price that is too old is none for the instrument that is to be traded.</summary>
    private IAccountPrices PricesFor(InstrumentId instrument) =>
        Fresh(instrument) is null ? new PricesWithout(_markets, instrument) : _markets;

    /// <remarks>The instrument's rules are known: it has been shaped by them.</remarks>
    private DecisionContext ContextFor(InstrumentId instrument) => new(Now, _markets.InfoOf(instrument)!, PricesFor(instrument), Check);

    /// <summary>The answer once it is stored and, for a while, once the venue has answered.</summary>
    private async Task<PlaceResult> AnswerAsync(AccountStep step)
    {
        var result = await StoredAsync(step);
        if (result.Order is not { } order || _options.AnswerWait == TimeSpan.Zero)
            return result;
        if (_sending.TryGetValue(order.Id, out var sending))
            await QuietlyAsync(sending.WaitAsync(_options.AnswerWait, time));
        if (_journal.HasFailed)
            return result;
        var now = Book.FindOrder(order.Id) ?? order;
        // What the intent came to is told when it is stored; otherwise the intent, which is.
        return await StoredAsync(Book.Version) is null ? result with { Order = now } : result;
    }

    private async Task<PlaceResult> StoredAsync(AccountStep step)
    {
        Add(step);
        return await StoredAsync(step.Version) is { } lost ? Refused(lost) : new PlaceResult(step.Order, step.Refusal, step.IsRepeated);
    }

    /// <summary>Null when it is stored.</summary>
    private async Task<OrderRefusal?> StoredAsync(long version)
    {
        try
        {
            await _journal.StoredAsync(version);
            return null;
        }
        catch (AccountLostException lost)
        {
            return new OrderRefusal(RefusalCodes.NotReady, "", lost.Message);
        }
    }

    /// <remarks>Of words that there are not nothing is stored: whoever reads the events could not tell what they say.</remarks>
    private Task<PlaceResult> RefuseAsync(PlaceOrder order, OrderRefusal refusal) => OrderForm.UnknownWord(order) is not null
        ? Task.FromResult(Refused(refusal))
        : RefuseAsync(OrderForm.KeptKey(order.IntentKey), order.Purpose, OrderShaping.Asked(order, Book.IsHedged), refusal, order.By);

    /// <summary>A refusal is stored before it is told; that the account cannot decide now is none, nor any more: the same key may be tried again.</summary>
    private async Task<PlaceResult> RefuseAsync(string intentKey, OrderPurpose purpose, OrderSpec? spec, OrderRefusal refusal, string by)
    {
        if (IsOver)
            return Refused(new OrderRefusal(RefusalCodes.NotReady, "", "The account is being loaded anew: try again with the same key."));
        return refusal.Code == RefusalCodes.NotReady ? Refused(refusal) : await StoredAsync(_machine.Refuse(intentKey, purpose, spec, refusal, by, Now));
    }

    private static PlaceResult Refused(OrderRefusal refusal) => new(null, refusal, false);

    private sealed class PricesWithout(IAccountPrices prices, InstrumentId instrument) : IAccountPrices
    {
        public decimal? PriceOf(InstrumentId asked) => asked == instrument ? null : prices.PriceOf(asked);

        public decimal? FreshPriceOf(InstrumentId asked) => asked == instrument ? null : prices.FreshPriceOf(asked);

        public string BucketOf(InstrumentId asked) => prices.BucketOf(asked);
    }
}

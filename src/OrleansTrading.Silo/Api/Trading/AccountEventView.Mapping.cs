using System.Text.Json;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Silo.Api.Trading;

internal sealed partial record AccountEventView
{
    public static AccountEventView Of(NumberedEvent stored)
    {
        AccountEventView Plain(string word) => new() { Version = stored.Version, Time = stored.Event.Time, Event = word };
        return stored.Event switch
        {
            AccountOpened opened => Plain("opened") with { IsHedged = opened.IsHedged },
            OrderIntended intended => Plain("intended") with { OrderId = intended.Order.Id, By = intended.By, Order = OrderView.Of(intended.Order) },
            OrderRefused refused => Plain("refused") with { Reason = refused.Reason, By = refused.By, Refused = Of(refused) },
            OrderSent sent => Plain("sent") with { OrderId = sent.OrderId },
            OrderReported reported => Plain("reported") with
            {
                OrderId = reported.OrderId, Reason = reported.Reason, Report = new OrderReportView(reported.State, reported.Filled, reported.VenueId),
                Order = reported.Adopted is { } adopted ? OrderView.Of(adopted) : null,
            },
            CancelIntended cancel => Plain("cancel-intended") with { OrderId = cancel.OrderId, By = cancel.By },
            FillBooked booked => Plain("fill") with { OrderId = booked.Fill.OrderId, Fill = FillView.Of(booked.Fill) },
            CashMoved moved => Plain("cash") with
            {
                Cash = new CashMoveView(moved.Id, Word(moved.Reason), moved.Asset, moved.Amount), Position = moved.Position is { } of ? PositionKeyView.Of(of) : null,
            },
            LimitsSet limits => Plain("limits") with { By = limits.By, Limits = LimitView.Of(limits.Limits) },
            TradingSwitched switched => Plain("switched") with { Switch = Word(switched.Switch), Reason = switched.Reason, By = switched.By },
            LeverageSet leverage => Plain("leverage") with
            {
                By = leverage.By, Leverage = new LeverageView(leverage.Instrument.ToString(), leverage.Leverage, leverage.Mode),
            },
            PositionModeSet mode => Plain("position-mode") with { IsHedged = mode.IsHedged, By = mode.By },
            DifferenceFound found => Plain("difference") with { Difference = new DifferenceView(found.Subject, found.Expected, found.Actual, found.Resolution) },
            PositionAdjusted adjusted => Plain("position-adjusted") with
            {
                Position = PositionKeyView.Of(adjusted.Position), Quantity = adjusted.Quantity, Cost = adjusted.Cost,
            },
            OrderTrailed trailed => Plain("trailed") with { OrderId = trailed.OrderId, BestPrice = trailed.Best },
            ProtectionSet protection => Plain("protection") with { ProtectionPercent = protection.Percent, By = protection.By },
            PositionUnprotected bare => Plain("unprotected") with { Position = PositionKeyView.Of(bare.Position), Reason = bare.Reason },
            EquityMarked marked => Plain("equity") with { Equity = marked.Equity },
            GuardSet set => Plain("guard-set") with
            {
                Position = PositionKeyView.Of(set.Position), By = set.By, Guards = set.Guard is { } guard ? GuardsView.Of(guard) : null,
            },
            GuardMoved moved => Plain("guard-moved") with
            {
                Position = PositionKeyView.Of(moved.Position),
                Progress = new GuardProgressView(moved.GuardId, moved.Progress.BestPrice, moved.Progress.TargetsDone, moved.Progress.IsBreakEven, moved.Progress.IsTrailing),
            },
            GuardFired { Trigger: var trigger } => Plain("guard-fired") with
            {
                Position = PositionKeyView.Of(trigger.Position),
                Trigger = new GuardTriggerView(trigger.GuardId, Word(trigger.Cause), trigger.Target, trigger.Share, trigger.TriggerPrice, trigger.MarketPrice),
            },
            var other => throw new InvalidOperationException($"There is no view of events of type {other.GetType().Name}."),
        };
    }

    private static RefusedOrderView Of(OrderRefused refused) => new(
        refused.IntentKey, refused.Purpose, refused.Code, refused.Field, refused.Spec?.Instrument.ToString(), refused.Spec is { } spec ? Word(spec.Side) : null,
        refused.Spec is { } typed ? TradingWords.Of(typed.Type) : null, refused.Spec?.Quantity, refused.Spec?.Price, refused.Spec?.StopPrice);

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using System.Globalization;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Alerting;

/// <summary>What people are told of events, in words.</summary>
internal static class AlertNews
{
    /// <summary>The notification of an event; null when it is no news.</summary>
    public static Notification? Of(TradingEvent happened) => happened switch
    {
        AlertChanged changed => Of(changed.Alert),
        SignalRaised raised => Of(raised.Signal, raised.Time),
        JobRunFinished finished => Of(finished.Run, finished.Time),
        ArbitrageChanged changed => Of(changed.Opportunity, changed.Time),
        AccountEventStored stored => Of(stored.Account, stored.Version, stored.Event),
        _ => null,
    };

    public static Notification Of(Alert alert)
    {
        var instance = string.Create(CultureInfo.InvariantCulture, $"alert/{alert.Key}@{alert.RaisedAt}");
        var (kind, labels) = AlertLabels.Of(alert.Key);
        var opened = new Notification(
            instance, kind, (NotificationSeverity)alert.Severity, alert.Title, alert.Detail, labels, alert.RaisedAt, instance, NotificationPhase.Opened,
            alert.AcknowledgedAt is not null);
        return alert.ClearedAt is { } cleared ? opened.ToCleared(cleared) : opened;
    }

    public static Notification? Of(string account, long version, AccountEvent happened)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{AccountKey(account)}{version}");
        Notification News(string kind, NotificationSeverity severity, string title, string detail, InstrumentId? instrument = null) =>
            new(key, kind, severity, title, detail, AlertLabels.Of(account, instrument), happened.Time);
        return happened switch
        {
            FillBooked { Fill: var fill } => News(
                "fill", NotificationSeverity.Information, $"{account}: {Word(fill.Side)} {Text(fill.Quantity)} {fill.Instrument}",
                $"At {Text(fill.Price)}, fee {Text(fill.Fee)} {fill.FeeAsset}, trade {fill.TradeId}.", fill.Instrument),
            OrderRefused { Code: RefusalCodes.RiskLimit or RefusalCodes.NoLimits } refused => News(
                "risk-breach", NotificationSeverity.Warning, $"{account}: an order broke a limit", refused.Reason, refused.Spec?.Instrument),
            OrderRefused refused => News(
                "order-refused", NotificationSeverity.Information, $"{account}: an order was refused ({refused.Code})", refused.Reason, refused.Spec?.Instrument),
            TradingSwitched { Switch: TradingSwitch.Halted or TradingSwitch.Killed } switched => News(
                "trading-switched", NotificationSeverity.Critical, $"{account}: trading is {Word(switched.Switch)}", $"{switched.Reason} By {switched.By}."),
            TradingSwitched switched => News(
                "trading-switched", NotificationSeverity.Information, $"{account}: trading is {Word(switched.Switch)}", $"{switched.Reason} By {switched.By}."),
            DifferenceFound difference => News(
                "difference", NotificationSeverity.Warning, $"{account}: {difference.Subject} differs from the venue's",
                $"The books say {difference.Expected}, the venue {difference.Actual}. {difference.Resolution}", InstrumentOf(difference.Subject)),
            GuardFired { Trigger: var trigger } => News(
                "guard-fired", NotificationSeverity.Information, $"{account}: {trigger.Cause} of {trigger.Position.Instrument}",
                $"Triggered at {Text(trigger.MarketPrice)}, preset {Text(trigger.TriggerPrice)}.", trigger.Position.Instrument),
            PositionUnprotected bare => News(
                "unprotected", NotificationSeverity.Critical, $"{account}: {bare.Position.Instrument} is not protected in full",
                $"It is neither protected nor closed now: {bare.Reason}.", bare.Position.Instrument),
            _ => null,
        };
    }

    /// <summary>What the keys of an account's news begin with; the event's number follows.</summary>
    public static string AccountKey(string account) => $"account/{account}/";

    public static Notification Of(TradeSignal signal, long time) => new(
        $"signal/{signal.Key}", "signal", NotificationSeverity.Information, $"{signal.Direction} {signal.Instrument}",
        string.Create(CultureInfo.InvariantCulture, $"Score {signal.Score:0.#} on the last closed candle; entry {signal.Entry:G7}, stop {signal.Stop:G7}."),
        AlertLabels.Of(null, signal.Instrument), time);

    public static Notification? Of(JobRun run, long time) => run.State is not (JobRunState.Failed or JobRunState.TimedOut)
        ? null
        : new Notification(
            $"run/{run.Id}", "job-failed", NotificationSeverity.Warning, $"Job {run.Job} {(run.State == JobRunState.Failed ? "failed" : "took too long")}",
            run.Error ?? "It gave no reason.", [new Label("job", run.Job)], time);

    public static Notification Of(ArbitrageOpportunity opportunity, long time) => new(
        $"arbitrage/{opportunity.Id}{(opportunity.ClosedAt is null ? "" : "/over")}", "opportunity", NotificationSeverity.Information,
        $"{opportunity.BaseAsset}: {(opportunity.ClosedAt is null ? "opportunity" : "opportunity over")}",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Buy {opportunity.Spread.Buy}, sell {opportunity.Spread.Sell}, net {opportunity.Spread.NetBps:0.##} bps, best {opportunity.BestNetBps:0.##} bps."),
        [new Label("asset", opportunity.BaseAsset)], time);

    private static InstrumentId? InstrumentOf(string subject) =>
        subject.Split('/') is [_, var name, ..] && InstrumentId.TryParse(name, out var instrument) ? instrument : null;

    private static string Text(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

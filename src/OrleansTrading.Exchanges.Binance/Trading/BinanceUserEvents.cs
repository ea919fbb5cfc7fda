using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// Reads the events of an account. An order that a conditional one of ours may have become, under a name that nobody knows, is held back
/// until the event of the trigger tells, at most for <see cref="HoldTime"/>.
/// </summary>
internal sealed class BinanceUserEvents(OrderLinks links, Action<long> onCashMoved, Action<string> onMarginCall, TimeProvider time)
{
    /// <summary>The venue tells of a triggered order's executions before it tells of the trigger.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Since, BinanceOrderState Order)> _held = [];

    public AccountFrame Read(ReadOnlySpan<byte> frame, IAccountSink sink)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            // The combined form wraps the event.
            if (root.TryGetProperty("data", out var data))
                root = data;
            return root.TryGetProperty("e", out var name) ? Read(name.GetString(), root, sink) : AccountFrame.Handled;
        }
        catch (Exception fault) when (Answers.IsUnreadable(fault))
        {
            return AccountFrame.Malformed(fault.Message);
        }
    }

    /// <summary>What has been held for long enough is told as it is.</summary>
    public void Release(IAccountSink sink)
    {
        foreach (var order in Take(held => Now - held.Since > HoldTime))
            Tell(order, order.ClientOrderId ?? "", sink);
    }

    private AccountFrame Read(string? name, JsonElement root, IAccountSink sink)
    {
        switch (name)
        {
            case "ORDER_TRADE_UPDATE":
                OnOrder(ReadAs(root, BinanceTradingJson.Default.BinanceOrderEvent).Order ?? throw new FormatException("o is missing"), sink);
                return AccountFrame.Handled;
            case "ALGO_UPDATE":
                OnAlgo(ReadAs(root, BinanceTradingJson.Default.BinanceAlgoEvent), sink);
                return AccountFrame.Handled;
            case "ACCOUNT_UPDATE":
                OnAccount(ReadAs(root, BinanceTradingJson.Default.BinanceAccountEvent), sink);
                return AccountFrame.Handled;
            case "MARGIN_CALL":
                onMarginCall(string.Join(", ", (ReadAs(root, BinanceTradingJson.Default.BinanceMarginCall).Positions ?? []).Select(position =>
                    $"{position?.Symbol} {position?.PositionSide} {position?.Quantity} at {position?.MarkPrice} needs {position?.MaintenanceMargin}")));
                return AccountFrame.Handled;
            case "CONDITIONAL_ORDER_TRIGGER_REJECT":
                OnTriggerRejected(ReadAs(root, BinanceTradingJson.Default.BinanceTriggerReject), sink);
                return AccountFrame.Handled;
            case "listenKeyExpired":
                return AccountFrame.Reconnect("the listen key has expired");
            case "TRADE_LITE" or "ACCOUNT_CONFIG_UPDATE" or "STRATEGY_UPDATE" or "GRID_UPDATE":
                // Said by other events, or of what is not used.
                return AccountFrame.Handled;
            default:
                return new AccountFrame(AccountFrameKind.Unknown, name);
        }
    }

    private static T ReadAs<T>(JsonElement root, JsonTypeInfo<T> type) => root.Deserialize(type) ?? throw new FormatException("the event is null");

    private void OnOrder(BinanceOrderState order, IAccountSink sink)
    {
        var clientId = order.ClientOrderId ?? throw new FormatException("c is missing");
        var symbol = order.Symbol ?? throw new FormatException("s is missing");
        if (links.Find(symbol, BinanceOrderMapper.VenueIdOf(order.OrderId)) is { } known)
            Tell(order, known, sink);
        else if (links.MayBeTriggered(symbol, BinanceWords.ToSide(order.Side), clientId))
            Hold(order);
        else
            Tell(order, clientId, sink);
    }

    private void Tell(BinanceOrderState order, string ourId, IAccountSink sink)
    {
        var report = BinanceOrderMapper.Map(order, ourId);
        links.Link(order.Symbol!, report.VenueId!, ourId);
        // The execution first: who hears of the report has everything that it counts.
        if (BinanceOrderMapper.TryMapFill(order, ourId) is { } fill)
            sink.OnFill(fill);
        sink.OnOrder(report);
    }

    private void OnAlgo(BinanceAlgoEvent update, IAccountSink sink)
    {
        var order = update.Order ?? throw new FormatException("o is missing");
        var report = BinanceOrderMapper.Map(order, update.Time ?? update.EventTime ?? throw new FormatException("T is missing"));
        var symbol = order.Symbol ?? throw new FormatException("s is missing");
        if (order.Status == "NEW")
            links.Wait(report.OrderId, symbol, BinanceWords.ToSide(order.Side));
        else if (BinanceOrderMapper.ActualIdOf(order.ActualOrderId) is not null || order.Status is not ("TRIGGERING" or "TRIGGERED"))
            links.Leave(report.OrderId);
        links.Link(symbol, report.VenueId!, report.OrderId);
        foreach (var held in Take(held => links.Find(held.Order.Symbol!, BinanceOrderMapper.VenueIdOf(held.Order.OrderId)) is not null))
            Tell(held, links.Find(held.Symbol!, BinanceOrderMapper.VenueIdOf(held.OrderId))!, sink);
        // Once it is an order, that tells how it stands; the end of one that never became an order, or that was refused, is told here alone.
        if (BinanceOrderMapper.ActualIdOf(order.ActualOrderId) is null || report.State == OrderState.Rejected)
            sink.OnOrder(report);
    }

    private void OnAccount(BinanceAccountEvent update, IAccountSink sink)
    {
        var account = BinanceAccountMapper.Map(update);
        sink.OnAccount(account);
        if (update.Change!.Reason is not ("ORDER" or "MARGIN_TYPE_CHANGE" or null))
            onCashMoved(account.Time);
    }

    private void OnTriggerRejected(BinanceTriggerReject update, IAccountSink sink)
    {
        var order = update.Order ?? throw new FormatException("or is missing");
        var venueId = BinanceOrderMapper.VenueIdOf(order.OrderId);
        var ourId = links.Find(order.Symbol ?? "", venueId) ?? links.Find(order.Symbol ?? "", BinanceOrderMapper.VenueIdOfAlgo(order.OrderId));
        if (ourId is not null)
            sink.OnOrder(new OrderReport(ourId, venueId, OrderState.Rejected, 0, null, VenueTime.Check(update.Time, "T"), order.Reason));
    }

    private void Hold(BinanceOrderState order)
    {
        lock (_gate)
            _held.Add((Now, order));
    }

    private List<BinanceOrderState> Take(Predicate<(TimeSpan Since, BinanceOrderState Order)> which)
    {
        lock (_gate)
        {
            var taken = _held.FindAll(which);
            _held.RemoveAll(which);
            return [.. taken.Select(held => held.Order)];
        }
    }

    private TimeSpan Now => time.GetElapsedTime(0);
}

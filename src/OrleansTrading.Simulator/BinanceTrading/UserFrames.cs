using System.Buffers;
using System.Text.Json;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The venue's messages about an account.</summary>
internal static class UserFrames
{
    public static byte[] Expired(string key, long now) => Write("listenKeyExpired", now, null, json => json.WriteString("listenKey", key));

    /// <summary>What the notice is told as; a fill is told twice, first in short.</summary>
    public static IEnumerable<UserFrame> Of(TradingAccount account, SimulatorMarket market, AccountNotice notice, long now)
    {
        switch (notice)
        {
            case OrderNotice { Execution: { } execution } traded:
                yield return new UserFrame("TRADE_LITE", traded.Order.Symbol, Write("TRADE_LITE", now, notice.Time, json => Lite(json, traded.Order, execution)));
                yield return new UserFrame("ORDER_TRADE_UPDATE", traded.Order.Symbol, Write("ORDER_TRADE_UPDATE", now, notice.Time, json => Order(json, traded)));
                break;
            case OrderNotice changed:
                yield return new UserFrame("ORDER_TRADE_UPDATE", changed.Order.Symbol, Write("ORDER_TRADE_UPDATE", now, notice.Time, json => Order(json, changed)));
                break;
            case BalanceNotice balance:
                yield return new UserFrame("ACCOUNT_UPDATE", balance.Positions.Count == 1 ? balance.Positions[0].Symbol : "",
                    Write("ACCOUNT_UPDATE", now, notice.Time, json => Balance(json, account, market, balance)));
                break;
            case ConditionalNotice conditional:
                yield return new UserFrame("ALGO_UPDATE", conditional.Order.Symbol, Write("ALGO_UPDATE", now, notice.Time, json => Algo(json, account, conditional.Order)));
                break;
            case SettingsNotice settings:
                yield return new UserFrame("ACCOUNT_CONFIG_UPDATE", settings.Symbol, Write("ACCOUNT_CONFIG_UPDATE", now, notice.Time, json => Settings(json, settings)));
                break;
        }
    }

    private static byte[] Write(string name, long now, long? time, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, VenueJson.Options);
        json.WriteStartObject();
        json.WriteString("e", name);
        json.WriteNumber("E", Math.Max(now, time ?? now));
        if (time is { } at)
            json.WriteNumber("T", at);
        body(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Lite(Utf8JsonWriter json, Order order, Execution execution)
    {
        var spec = order.Terms.Symbol.Spec;
        json.WriteString("s", spec.Name);
        json.WriteAmount("q", order.Terms.Quantity, spec.QuantityDecimals);
        json.WriteAmount("p", order.Terms.Price ?? 0, spec.PriceDecimals);
        json.WriteBoolean("m", execution.IsMaker);
        json.WriteString("c", order.ClientId);
        json.WriteString("S", Names.Of(order.Terms.Side));
        json.WriteAmount("L", execution.Price, spec.PriceDecimals);
        json.WriteAmount("l", execution.Quantity, spec.QuantityDecimals);
        json.WriteNumber("t", execution.Id);
        json.WriteNumber("i", order.Id);
    }

    private static void Order(Utf8JsonWriter json, OrderNotice notice)
    {
        var (order, execution) = (notice.Order, notice.Execution);
        var terms = order.Terms;
        var spec = terms.Symbol.Spec;
        json.WriteStartObject("o");
        json.WriteString("s", spec.Name);
        json.WriteString("c", order.ClientId);
        json.WriteString("S", Names.Of(terms.Side));
        json.WriteString("o", Names.Of(terms.Kind));
        json.WriteString("f", Names.Of(terms.Duration));
        json.WriteAmount("q", terms.Quantity, spec.QuantityDecimals);
        json.WriteAmount("p", terms.Price ?? 0, spec.PriceDecimals);
        json.WriteAmount("ap", order.AveragePrice, spec.PriceDecimals + 3);
        json.WriteString("sp", "0");
        json.WriteString("x", Names.Of(notice.Change));
        json.WriteString("X", Names.Of(order.Status));
        json.WriteNumber("i", order.Id);
        json.WriteAmount("l", execution?.Quantity ?? 0, spec.QuantityDecimals);
        json.WriteAmount("z", order.Executed, spec.QuantityDecimals);
        json.WriteAmount("L", execution?.Price ?? 0, spec.PriceDecimals);
        json.WriteMoney("n", execution?.Fee ?? 0);
        json.WriteString("N", spec.QuoteAsset);
        json.WriteNumber("T", notice.Time);
        json.WriteNumber("t", execution?.Id ?? 0);
        json.WriteString("b", "0");
        json.WriteString("a", "0");
        json.WriteBoolean("m", execution?.IsMaker ?? false);
        json.WriteBoolean("R", terms.ReduceOnly);
        json.WriteString("wt", "CONTRACT_PRICE");
        json.WriteString("ot", Names.Of(terms.Kind));
        json.WriteString("ps", Names.Of(terms.PositionSide));
        json.WriteBoolean("cp", false);
        json.WriteMoney("rp", execution?.RealisedPnl ?? 0);
        json.WriteBoolean("pP", false);
        json.WriteNumber("si", 0);
        json.WriteNumber("ss", 0);
        json.WriteString("V", "NONE");
        json.WriteString("pm", "NONE");
        json.WriteNumber("gtd", 0);
        json.WriteEndObject();
    }

    private static void Balance(Utf8JsonWriter json, TradingAccount account, SimulatorMarket market, BalanceNotice notice)
    {
        json.WriteStartObject("a");
        json.WriteStartArray("B");
        json.WriteStartObject();
        json.WriteString("a", AccountEndpoints.Asset);
        json.WriteMoney("wb", account.Wallet);
        json.WriteMoney("cw", account.Wallet);
        // Changes that trading makes are not told here, only those that come from outside.
        json.WriteMoney("bc", notice.Reason == BalanceReason.Order ? 0 : notice.Change);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("P");
        foreach (var position in notice.Positions)
            Position(json, account, position, Margins.MarkOf(market.Find(position.Symbol)!, notice.Time));
        json.WriteEndArray();
        json.WriteString("m", Names.Of(notice.Reason));
        json.WriteEndObject();
    }

    private static void Position(Utf8JsonWriter json, TradingAccount account, Position position, decimal mark)
    {
        var isolated = account.Settings(position.Symbol).Margin == MarginMode.Isolated;
        json.WriteStartObject();
        json.WriteString("s", position.Symbol);
        json.WritePlain("pa", position.Quantity);
        json.WritePlain("ep", position.EntryPrice);
        json.WritePlain("cr", position.Realised);
        json.WriteMoney("up", position.Unrealised(mark));
        json.WriteString("mt", isolated ? "isolated" : "cross");
        json.WriteMoney("iw", isolated ? Math.Abs(position.Cost) / account.Settings(position.Symbol).Leverage : 0);
        json.WriteString("ps", Names.Of(position.Side));
        json.WriteString("ma", AccountEndpoints.Asset);
        json.WritePlain("bep", position.EntryPrice);
        json.WriteEndObject();
    }

    private static void Algo(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order)
    {
        json.WriteStartObject("o");
        AlgoJson.WriteEvent(json, account, order);
        json.WriteEndObject();
    }

    private static void Settings(Utf8JsonWriter json, SettingsNotice notice)
    {
        json.WriteStartObject("ac");
        json.WriteString("s", notice.Symbol);
        json.WriteNumber("l", notice.Settings.Leverage);
        json.WriteEndObject();
    }
}

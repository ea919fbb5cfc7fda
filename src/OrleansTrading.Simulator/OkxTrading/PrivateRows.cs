using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Rows of an account's data. Answers and the stream have them in common.</summary>
internal static class PrivateRows
{
    private const string Money = "USDT";

    /// <summary>Empty for an order that was given none.</summary>
    public static string ClientIdOf(Order order) => order.Terms.ClientId ?? "";

    public static JsonObject Of(TradingAccount account, OkxSwaps swaps, Order order, Execution? execution)
    {
        var (terms, contract) = (order.Terms, ContractOf(swaps, order.Symbol));
        var conditional = terms.ConditionalId is { } id && account.TryConditional(id, out var found) ? found : null;
        return new JsonObject
        {
            ["instType"] = "SWAP", ["instId"] = order.Symbol, ["ordId"] = PrivateCall.Text(order.Id), ["clOrdId"] = ClientIdOf(order), ["tag"] = "",
            ["algoId"] = conditional is null ? "" : PrivateCall.Text(conditional.Id), ["algoClOrdId"] = conditional?.Terms.ClientId ?? "",
            ["px"] = terms.Price is { } price ? PrivateCall.Text(price) : "", ["sz"] = PrivateCall.Text(terms.Quantity / contract), ["ordType"] = TypeOf(terms),
            ["side"] = WordOf(terms.Side), ["posSide"] = WordOf(terms.PositionSide), ["tdMode"] = WordOf(account.Settings(order.Symbol).Margin),
            ["accFillSz"] = PrivateCall.Text(order.Executed / contract), ["avgPx"] = order.Executed == 0 ? "" : PrivateCall.Text(order.AveragePrice), ["state"] = StateOf(order),
            ["lever"] = PrivateCall.Text(account.Settings(order.Symbol).Leverage), ["reduceOnly"] = terms.ReduceOnly ? "true" : "false", ["category"] = "normal",
            ["cancelSource"] = SourceOf(order), ["cancelSourceReason"] = "", ["fee"] = PrivateCall.Text(-FeesOf(account, order)), ["feeCcy"] = Money, ["rebate"] = "0",
            ["rebateCcy"] = Money, ["pnl"] = PrivateCall.Text(ProfitOf(account, order)),
            ["source"] = conditional is null ? "" : conditional.Terms.Kind == ConditionalKind.Trailing ? "25" : "7", ["cTime"] = PrivateCall.Text(order.Created), ["uTime"] = PrivateCall.Text(order.Updated),
            ["tradeId"] = execution is null ? "" : PrivateCall.Text(execution.Id), ["fillPx"] = execution is null ? "" : PrivateCall.Text(execution.Price),
            ["fillSz"] = execution is null ? "0" : PrivateCall.Text(execution.Quantity / contract), ["fillFee"] = execution is null ? "0" : PrivateCall.Text(-execution.Fee),
            ["fillFeeCcy"] = execution is null ? "" : Money, ["fillTime"] = execution is null ? "" : PrivateCall.Text(execution.Time),
            ["execType"] = execution is null ? "" : LiquidityOf(execution), ["fillPnl"] = execution is null ? "0" : PrivateCall.Text(execution.RealisedPnl),
            ["amendResult"] = "", ["code"] = "0", ["msg"] = "", ["attachAlgoOrds"] = new JsonArray(), ["linkedAlgoOrd"] = new JsonObject { ["algoId"] = "" },
        }.With(Blanks.Order);
    }

    public static JsonObject Of(TradingAccount account, OkxSwaps swaps, Execution execution) => new JsonObject
    {
        ["instType"] = "SWAP", ["instId"] = execution.Symbol, ["tradeId"] = PrivateCall.Text(execution.Id), ["ordId"] = PrivateCall.Text(execution.OrderId),
        ["clOrdId"] = account.TryOrder(execution.OrderId, out var order) ? ClientIdOf(order) : "", ["billId"] = PrivateCall.Text(execution.Id), ["subType"] = "1", ["tag"] = "",
        ["fillPx"] = PrivateCall.Text(execution.Price), ["fillSz"] = PrivateCall.Text(execution.Quantity / ContractOf(swaps, execution.Symbol)), ["fillPnl"] = PrivateCall.Text(execution.RealisedPnl),
        ["side"] = WordOf(execution.Side), ["posSide"] = WordOf(execution.PositionSide), ["execType"] = LiquidityOf(execution), ["feeCcy"] = Money,
        ["fee"] = PrivateCall.Text(-execution.Fee), ["ts"] = PrivateCall.Text(execution.Time), ["fillTime"] = PrivateCall.Text(execution.Time),
    }.With(Blanks.Fill);

    public static JsonObject Of(TradingAccount account, OkxSwaps swaps, ConditionalOrder order, long now)
    {
        var (terms, contract) = (order.Terms, ContractOf(swaps, order.Symbol));
        var price = terms.Order.Price is { } limit ? PrivateCall.Text(limit) : "-1";
        var (trigger, isStop, isTrailing) = (terms.Trigger is { } at ? PrivateCall.Text(at) : "", terms.Kind == ConditionalKind.Stop, terms.Kind == ConditionalKind.Trailing);
        return new JsonObject
        {
            ["instType"] = "SWAP", ["instId"] = order.Symbol, ["algoId"] = PrivateCall.Text(order.Id), ["algoClOrdId"] = terms.ClientId ?? "", ["clOrdId"] = "",
            ["ordId"] = order.OrderId is { } made ? PrivateCall.Text(made) : "", ["ordIdList"] = order.OrderId is { } number ? new JsonArray(PrivateCall.Text(number)) : new JsonArray(),
            ["ordType"] = TypeOf(order), ["side"] = WordOf(terms.Order.Side), ["posSide"] = WordOf(terms.Order.PositionSide), ["sz"] = PrivateCall.Text(terms.Order.Quantity / contract),
            ["slTriggerPx"] = isStop ? trigger : "", ["slOrdPx"] = isStop ? price : "", ["tpTriggerPx"] = isStop || isTrailing ? "" : trigger,
            ["tpOrdPx"] = isStop || isTrailing ? "" : price, ["callbackRatio"] = isTrailing ? PrivateCall.Text(terms.CallbackRate) : "", ["activePx"] = isTrailing ? trigger : "",
            ["reduceOnly"] = terms.Order.ReduceOnly ? "true" : "false", ["actualSz"] = "0", ["actualPx"] = "", ["last"] = "",
            ["state"] = order.Status switch
            {
                ConditionalStatus.Waiting => "live",
                ConditionalStatus.Cancelled or ConditionalStatus.Expired => "canceled",
                ConditionalStatus.Rejected => "order_failed",
                _ => "effective",
            },
            ["failCode"] = order.Refusal is { } refusal ? PrivateCall.Text(Refusals.Of(refusal).Code) : "", ["triggerTime"] = order.Triggered == 0 ? "" : PrivateCall.Text(order.Triggered),
            ["cTime"] = PrivateCall.Text(order.Created), ["uTime"] = PrivateCall.Text(order.Updated), ["pTime"] = PrivateCall.Text(now),
            ["tdMode"] = WordOf(account.Settings(order.Symbol).Margin), ["lever"] = PrivateCall.Text(account.Settings(order.Symbol).Leverage),
            ["slTriggerPxType"] = isStop ? WordOf(terms.Watches) : "", ["tpTriggerPxType"] = isStop || isTrailing ? "" : WordOf(terms.Watches),
            ["attachAlgoOrds"] = new JsonArray(), ["linkedOrd"] = new JsonObject { ["ordId"] = "" },
        }.With(Blanks.Conditional);
    }

    public static JsonObject Balance(TradingAccount account, TradingVenue venue, long now)
    {
        var margins = Margins.Of(account, venue.Market, now);
        return new JsonObject
        {
            ["totalEq"] = PrivateCall.Text(margins.Equity), ["adjEq"] = "", ["imr"] = "", ["mmr"] = "", ["uTime"] = PrivateCall.Text(now),
            ["details"] = new JsonArray(new JsonObject
            {
                ["ccy"] = Money, ["cashBal"] = PrivateCall.Text(account.Wallet), ["eq"] = PrivateCall.Text(margins.Equity), ["availBal"] = PrivateCall.Text(margins.Available),
                ["availEq"] = PrivateCall.Text(margins.Available), ["frozenBal"] = PrivateCall.Text(margins.Initial), ["upl"] = PrivateCall.Text(margins.Unrealised), ["uTime"] = PrivateCall.Text(account.Updated),
                ["eqUsd"] = PrivateCall.Text(margins.Equity), ["isoEq"] = "0", ["liab"] = "0", ["interest"] = "0", ["ordFrozen"] = PrivateCall.Text(margins.OrderMargin),
            }.With(Blanks.BalanceDetail)),
        }.With(Blanks.Balance);
    }

    public static JsonObject Of(TradingAccount account, OkxSwaps swaps, Position position, long now)
    {
        _ = swaps.TryFind(position.Symbol, out var swap);
        var (settings, mark) = (account.Settings(position.Symbol), Margins.MarkOf(swap!.Listed, now));
        var size = position.Quantity / swap.ContractSize;
        return new JsonObject
        {
            ["instType"] = "SWAP", ["instId"] = position.Symbol, ["posId"] = $"{position.Symbol}/{position.Side}", ["posSide"] = WordOf(position.Side),
            ["pos"] = PrivateCall.Text(position.Side == PositionSide.Both ? size : Math.Abs(size)), ["availPos"] = PrivateCall.Text(Math.Abs(size)), ["avgPx"] = PrivateCall.Text(position.EntryPrice),
            ["markPx"] = PrivateCall.Text(mark), ["upl"] = PrivateCall.Text(position.Unrealised(mark)), ["uplRatio"] = "0", ["lever"] = PrivateCall.Text(settings.Leverage), ["liqPx"] = "",
            ["mgnMode"] = WordOf(settings.Margin), ["mgnRatio"] = "", ["imr"] = PrivateCall.Text(Math.Abs(position.Quantity * mark) / settings.Leverage), ["mmr"] = "",
            ["margin"] = "", ["notionalUsd"] = PrivateCall.Text(Math.Abs(position.Quantity * mark)), ["ccy"] = Money, ["last"] = PrivateCall.Text(mark), ["realizedPnl"] = PrivateCall.Text(position.Realised),
            ["cTime"] = PrivateCall.Text(position.Updated), ["uTime"] = PrivateCall.Text(position.Updated), ["tradeId"] = "",
            ["pTime"] = PrivateCall.Text(now), ["closeOrderAlgo"] = new JsonArray(),
        }.With(Blanks.Position);
    }

    public static JsonObject Of(LedgerEntry entry) => new()
    {
        ["billId"] = PrivateCall.Text(entry.Id), ["type"] = TypeOf(entry), ["subType"] = entry.Kind == LedgerKind.Funding ? entry.Amount < 0 ? "173" : "174" : "1",
        ["instType"] = entry.Symbol.Length == 0 ? "" : "SWAP", ["instId"] = entry.Symbol, ["ccy"] = Money, ["balChg"] = PrivateCall.Text(entry.Amount), ["sz"] = "0", ["px"] = "",
        ["ts"] = PrivateCall.Text(entry.Time), ["ordId"] = "", ["fee"] = "0", ["pnl"] = "0", ["notes"] = "",
    };

    public static string TypeOf(LedgerEntry entry) => entry.Kind switch
    {
        LedgerKind.Transfer => "1",
        LedgerKind.Funding => "8",
        _ => "2",
    };

    public static string TypeOf(ConditionalOrder order) => order.Terms.Kind == ConditionalKind.Trailing ? "move_order_stop" : "conditional";

    public static string WordOf(MarginMode mode) => mode == MarginMode.Crossed ? "cross" : "isolated";

    private static string WordOf(TriggerPrice price) => price == TriggerPrice.Mark ? "mark" : "last";

    private static string WordOf(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static string WordOf(PositionSide side) => side switch
    {
        PositionSide.Long => "long",
        PositionSide.Short => "short",
        _ => "net",
    };

    private static string LiquidityOf(Execution execution) => execution.IsMaker ? "M" : "T";

    private static decimal ContractOf(OkxSwaps swaps, string name) => swaps.TryFind(name, out var swap) ? swap.ContractSize : 1;

    private static decimal FeesOf(TradingAccount account, Order order) =>
        account.Executions.Where(execution => execution.OrderId == order.Id).Sum(execution => execution.Fee);

    private static decimal ProfitOf(TradingAccount account, Order order) =>
        account.Executions.Where(execution => execution.OrderId == order.Id).Sum(execution => execution.RealisedPnl);

    private static string TypeOf(OrderTerms terms) => terms.Kind == OrderKind.Market ? "market" : terms.Duration switch
    {
        OrderDuration.PostOnly => "post_only",
        OrderDuration.FillOrKill => "fok",
        OrderDuration.ImmediateOrCancel => "ioc",
        _ => "limit",
    };

    private static string StateOf(Order order) => order.Status switch
    {
        OrderStatus.New => "live",
        OrderStatus.PartiallyFilled => "partially_filled",
        OrderStatus.Filled => "filled",
        _ => "canceled",
    };

    /// <summary>Who ended it: the account's owner, or the venue for the reason that its kind gives.</summary>
    private static string SourceOf(Order order) => order.Status switch
    {
        OrderStatus.Cancelled => "1",
        OrderStatus.Expired => order.Terms.Duration switch { OrderDuration.PostOnly => "31", OrderDuration.FillOrKill => "13", OrderDuration.ImmediateOrCancel => "14", _ => "2" },
        _ => "",
    };
}

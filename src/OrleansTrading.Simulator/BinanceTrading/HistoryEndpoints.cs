using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Fills and movements of cash, oldest first.</summary>
internal static class HistoryEndpoints
{
    private const int LargestLimit = 1_000;

    public static ApiError? UserTrades(TradingCall call)
    {
        long start = 0, end = 0;
        var limit = 0;
        long? from = null, order = null;
        if ((call.Symbol(out var symbol) ?? call.Range(500, LargestLimit, out start, out end, out limit) ?? call.Number("fromId", out from)
            ?? call.Number("orderId", out order)) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        var executions = call.Account.Executions.Where(execution => execution.Symbol == symbol.Spec.Name && execution.Id >= (from ?? 0)
            && (order is null || execution.OrderId == order) && execution.Time >= start && execution.Time <= end);
        var spec = symbol.Spec;
        call.Json.WriteList(from is null && start == 0 ? executions.TakeLast(limit) : executions.Take(limit), (json, execution) =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", execution.Symbol);
            json.WriteNumber("id", execution.Id);
            json.WriteNumber("orderId", execution.OrderId);
            json.WriteString("side", Names.Of(execution.Side));
            json.WriteAmount("price", execution.Price, spec.PriceDecimals);
            json.WriteAmount("qty", execution.Quantity, spec.QuantityDecimals);
            json.WriteMoney("realizedPnl", execution.RealisedPnl);
            json.WriteAmount("quoteQty", execution.Price * execution.Quantity, spec.PriceDecimals + spec.QuantityDecimals);
            json.WriteMoney("commission", execution.Fee);
            json.WriteString("commissionAsset", spec.QuoteAsset);
            json.WriteNumber("time", execution.Time);
            json.WriteString("positionSide", Names.Of(execution.PositionSide));
            json.WriteBoolean("buyer", execution.Side == OrderSide.Buy);
            json.WriteBoolean("maker", execution.IsMaker);
            json.WriteEndObject();
        });
        return null;
    }

    public static ApiError? Income(TradingCall call)
    {
        long start = 0, end = 0;
        var limit = 0;
        if ((call.SymbolOrAll(out var symbol) ?? call.Range(100, LargestLimit, out start, out end, out limit)) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        var type = call.Text("incomeType");
        var entries = call.Account.Ledger.Where(entry => (symbol is null || entry.Symbol == symbol) && (type.Length == 0 || Names.Of(entry.Kind) == type)
            && entry.Time >= start && entry.Time <= end);
        call.Json.WriteList(start == 0 ? entries.TakeLast(limit) : entries.Take(limit), static (json, entry) =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", entry.Symbol);
            json.WriteString("incomeType", Names.Of(entry.Kind));
            json.WriteMoney("income", entry.Amount);
            json.WriteString("asset", AccountEndpoints.Asset);
            json.WriteNumber("time", entry.Time);
            json.WriteString("info", entry.Kind is LedgerKind.RealisedPnl or LedgerKind.Commission ? $"{entry.ExecutionId}" : Names.Of(entry.Kind));
            json.WriteNumber("tranId", entry.Id);
            json.WriteString("tradeId", $"{entry.ExecutionId}");
            json.WriteEndObject();
        });
        return null;
    }
}

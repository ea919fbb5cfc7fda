using Microsoft.Extensions.Localization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An order as it is typed. Fields that the chosen type has no use for are kept and left out.</summary>
public sealed class TicketForm
{
    public string? Instrument { get; set; }

    public OrderSide Side { get; set; }

    public OrderType Type { get; set; }

    /// <summary>Whether the amount is a value in quote units.</summary>
    public bool IsByValue { get; set; }

    public string? Amount { get; set; }

    public string? Price { get; set; }

    public string? StopPrice { get; set; }

    public string? Trailing { get; set; }

    public TimeInForce TimeInForce { get; set; }

    public bool ReduceOnly { get; set; }

    public GuardForm Guards { get; set; } = new();

    public bool HasPrice => Type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;

    public bool HasStopPrice => Type is not (OrderType.Market or OrderType.Limit);

    public bool HasTrailing => Type == OrderType.TrailingStop;

    public bool HasTimeInForce => Type == OrderType.Limit;

    /// <summary>Whether there is enough to ask what would become of it.</summary>
    public bool IsComplete =>
        Has(Instrument) && Has(Amount) && (!HasPrice || Has(Price)) && (!HasStopPrice || HasTrailing || Has(StopPrice)) && (!HasTrailing || Has(Trailing));

    /// <summary>The order; null when a field is wrong, which is told. What the account holds it to is not looked at here.</summary>
    internal PlaceOrder? Read(string key, string by, Problems problems, UserZone zone, IStringLocalizer texts)
    {
        decimal? Number(string? text, string field, bool isUsed) => isUsed ? FormNumbers.Read(text, field, problems, texts) : null;
        if (!InstrumentId.TryParse(Instrument?.Trim(), out var instrument))
            problems.Add("instrument", texts[/* text */ "Choose an instrument from the list, like binance:BTCUSDT"]);
        var guards = ReduceOnly ? null : Guards.Read(problems, zone, texts);
        var order = new PlaceOrder(
            key, OrderPurpose.Manual, instrument, Side, null, Type, Number(Amount, "quantity", !IsByValue), Number(Amount, "notional", IsByValue),
            Number(Price, "price", HasPrice), Number(StopPrice, "stopPrice", HasStopPrice), Number(Trailing, "trailingPercent", HasTrailing),
            HasTimeInForce ? TimeInForce : TimeInForce.GoodTillCancel, ReduceOnly, guards is { IsEmpty: false } ? guards : null, by);
        return problems.Any ? null : order;
    }

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);
}

using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>Balances, positions and movements of cash to ours.</summary>
internal sealed class OkxAccountMapper(OkxInstruments instruments)
{
    public static Dictionary<string, decimal> Balances(IEnumerable<OkxBalanceDetail>? rows) => (rows ?? [])
        .ToDictionary(row => row.Asset ?? throw new FormatException("ccy is missing"), row => DecimalText.ParseExact(row.Cash, "cashBal"));

    /// <summary>Positions of listed swaps. Others are no business of ours.</summary>
    public List<VenuePosition> Positions(IEnumerable<OkxPosition>? rows) =>
        [.. (rows ?? []).Where(row => row.Name is not null && instruments.TryFind(row.Name, out _)).Select(Map)];

    /// <summary>Null for what is no movement of its own: trades are booked by their fills.</summary>
    public static CashMoved? Map(OkxBill bill)
    {
        var amount = DecimalText.ParseExact(bill.Change, "balChg");
        CashReason? reason = bill.Type switch
        {
            // Transfers from and to the funding account.
            "1" => amount < 0 ? CashReason.Withdrawal : CashReason.Deposit,
            "8" => CashReason.Funding,
            // Trades, delivery, liquidation, auto-deleveraging, and margin that moves within the account.
            "2" or "3" or "5" or "6" or "9" or "10" => null,
            _ => CashReason.Correction,
        };
        if (reason is not { } known || amount == 0)
            return null;
        PositionKey? position = known == CashReason.Funding && OkxSymbols.TryToInstrument(bill.Name, out var id) ? new PositionKey(id, PositionSide.Net) : null;
        return new CashMoved(
            OkxWords.Time(bill.Time, "ts"), bill.BillId ?? throw new FormatException("billId is missing"), known,
            bill.Asset ?? throw new FormatException("ccy is missing"), amount, position);
    }

    private VenuePosition Map(OkxPosition row)
    {
        _ = instruments.TryFind(row.Name!, out var instrument);
        var side = OkxWords.ToPositionSide(row.PositionSide);
        var size = string.IsNullOrEmpty(row.Size) ? 0 : OkxSizes.ToBase(instrument!, row.Size, "pos");
        return new VenuePosition(
            new PositionKey(new InstrumentId(OkxSymbols.Venue, instrument!.Name), side),
            side == PositionSide.Short ? -Math.Abs(size) : size,
            size == 0 || string.IsNullOrEmpty(row.AveragePrice) ? 0 : DecimalText.ParseExact(row.AveragePrice, "avgPx"),
            DecimalText.TryParsePositive(row.Leverage, out decimal leverage) ? (int)leverage : null,
            OkxWords.ToMarginMode(row.MarginMode),
            DecimalText.TryParsePositive(row.LiquidationPrice, out decimal price) ? price : null);
    }
}

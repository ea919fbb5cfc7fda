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
    public static Dictionary<string, decimal> Balances(IEnumerable<OkxBalanceDetail?>? rows)
    {
        var balances = new Dictionary<string, decimal>();
        foreach (var row in rows ?? [])
            balances[DecimalText.Named(row?.Asset, "ccy")] = DecimalText.ParseExact(row?.Cash, "cashBal");
        return balances;
    }

    /// <summary>Margin that lies with isolated positions, by asset: it is out of the cash balance while they are held, and still the account's.</summary>
    public static Dictionary<string, decimal> IsolatedMargins(IEnumerable<OkxPosition> rows)
    {
        var margins = new Dictionary<string, decimal>();
        foreach (var row in rows.Where(row => row.MarginMode == "isolated" && !string.IsNullOrEmpty(row.Margin)))
        {
            var asset = DecimalText.Named(row.Asset, "ccy");
            margins[asset] = margins.GetValueOrDefault(asset) + DecimalText.ParseExact(row.Margin, "margin");
        }

        return margins;
    }

    /// <summary>Positions of listed swaps. Others are no business of ours.</summary>
    public List<VenuePosition> Positions(IEnumerable<OkxPosition?>? rows) =>
        [.. (rows ?? []).OfType<OkxPosition>().Where(row => row.Name is not null && instruments.TryFind(row.Name, out _)).Select(Map)];

    /// <summary>Null for what is no movement of its own: trades are booked by their fills.</summary>
    public static CashMoved? Map(OkxBill bill)
    {
        // Of an isolated position the venue takes funding from the margin that lies with it.
        var amount = DecimalText.ParseExact(bill.Change, "balChg")
            + (bill.Type == "8" && !string.IsNullOrEmpty(bill.PositionChange) ? DecimalText.ParseExact(bill.PositionChange, "posBalChg") : 0);
        CashReason? reason = bill.Type switch
        {
            // Transfers from and to the funding account.
            "1" => amount < 0 ? CashReason.Withdrawal : CashReason.Deposit,
            "8" => CashReason.Funding,
            // Trades, delivery, liquidation, auto-deleveraging, and margin that moves within the account.
            "2" or "3" or "5" or "6" or "9" => null,
            // Interest, clawbacks, conversions: nothing that the books expect.
            _ => CashReason.Correction,
        };
        if (reason is not { } known || amount == 0)
            return null;
        PositionKey? position = known == CashReason.Funding && OkxSymbols.TryToInstrument(bill.Name, out var id) ? new PositionKey(id, PositionSide.Net) : null;
        return new CashMoved(
            OkxWords.Time(bill.Time, "ts"), DecimalText.Named(bill.BillId, "billId"), known,
            DecimalText.Named(bill.Asset, "ccy"), amount, position);
    }

    private VenuePosition Map(OkxPosition row)
    {
        _ = instruments.TryFind(row.Name!, out var instrument);
        var side = OkxWords.ToPositionSide(row.PositionSide);
        var size = string.IsNullOrEmpty(row.Size) ? 0 : OkxSizes.ToBase(instrument!, row.Size, "pos");
        return new VenuePosition(
            new PositionKey(new InstrumentId(OkxSymbols.Venue, instrument!.Name), side),
            side == PositionSide.Short ? -Math.Abs(size) : size,
            size == 0 || string.IsNullOrEmpty(row.AveragePrice) ? 0 : DecimalText.ParseNotNegative(row.AveragePrice, "avgPx"),
            DecimalText.TryParsePositive(row.Leverage, out decimal leverage) ? (int)Math.Min(leverage, int.MaxValue) : null,
            OkxWords.ToMarginMode(row.MarginMode),
            DecimalText.TryParsePositive(row.LiquidationPrice, out decimal price) ? price : null);
    }
}

using System.Globalization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>Balances, positions and incomes. What cannot be read is a <see cref="FormatException"/>.</summary>
internal static class BinanceAccountMapper
{
    public static VenueAccount Map(BinanceAccount account, IReadOnlyList<BinancePosition> positions, bool? isHedged, long now)
    {
        var balances = new Dictionary<string, decimal>();
        foreach (var asset in account.Assets ?? throw new FormatException("assets is missing"))
        {
            if (DecimalText.ParseExact(asset?.WalletBalance, "walletBalance") is var balance and not 0)
                balances[DecimalText.Named(asset?.Asset, "asset")] = balance;
        }

        return new VenueAccount(now, balances, [.. positions.Select(Map).Where(position => position.Quantity != 0)], isHedged, IsComplete: true);
    }

    public static VenueAccount Map(BinanceAccountEvent update)
    {
        var change = update.Change ?? throw new FormatException("a is missing");
        var balances = new Dictionary<string, decimal>();
        foreach (var balance in change.Balances ?? [])
            balances[DecimalText.Named(balance?.Asset, "a of a balance")] = DecimalText.ParseExact(balance?.WalletBalance, "wb");
        var positions = (change.Positions ?? []).Select(Map).ToList();
        // On a hedged account the event of one symbol names all three of its sides.
        bool? isHedged = positions.Count == 0 ? null : positions.Exists(position => position.Key.Side != PositionSide.Net);
        return new VenueAccount(VenueTime.Check(update.Time, "T"), balances, positions, isHedged, IsComplete: false);
    }

    /// <summary>Cash that moved other than by a fill; null for what fills tell: realised profit and their fees.</summary>
    public static CashMoved? Map(BinanceIncome income)
    {
        var type = income.IncomeType ?? throw new FormatException("incomeType is missing");
        if (type is "REALIZED_PNL" or "COMMISSION")
            return null;
        var amount = DecimalText.ParseExact(income.Income, "income");
        var asset = DecimalText.Named(income.Asset, "asset");
        var symbol = string.IsNullOrEmpty(income.Symbol) ? null : income.Symbol;
        // A transaction's number is unique among incomes of one type; symbol and asset tell the parts of one transaction apart.
        var id = $"binance-{type}-{income.TransactionId ?? throw new FormatException("tranId is missing")}-{asset}{(symbol is null ? "" : "-" + symbol)}";
        var reason = ReasonOf(type, amount);
        // Funding is told by symbol; on a hedged account it is of both sides together, and is booked to the one-way key.
        PositionKey? position = reason == CashReason.Funding && BinanceSymbols.TryToInstrument(symbol, out var instrument)
            ? new PositionKey(instrument, PositionSide.Net)
            : null;
        return new CashMoved(VenueTime.Check(income.Time, "time"), id, reason, asset, amount, position);
    }

    private static CashReason ReasonOf(string type, decimal amount)
    {
        if (type is "FUNDING_FEE" or "SPECIAL_FUNDING_FEE")
            return CashReason.Funding;
        if (type.Contains("TRANSFER", StringComparison.Ordinal) || type.Contains("DEPOSIT", StringComparison.Ordinal)
            || type.Contains("WITHDRAW", StringComparison.Ordinal))
        {
            return amount < 0 ? CashReason.Withdrawal : CashReason.Deposit;
        }

        // Rebates, insurance, conversions: nothing that the books expect.
        return CashReason.Correction;
    }

    private static VenuePosition Map(BinancePosition position) => new(
        new PositionKey(BinanceWords.ToInstrument(position.Symbol), BinanceWords.ToPositionSide(position.PositionSide)),
        DecimalText.ParseExact(position.Quantity, "positionAmt"),
        DecimalText.ParseNotNegative(position.EntryPrice, "entryPrice"),
        int.TryParse(position.Leverage, NumberStyles.None, CultureInfo.InvariantCulture, out var leverage) ? leverage : null,
        BinanceWords.ToMarginMode(position.MarginType),
        DecimalText.TryParsePositive(position.LiquidationPrice, out decimal liquidation) ? liquidation : null);

    private static VenuePosition Map(BinancePositionChange? position) => new(
        new PositionKey(BinanceWords.ToInstrument(position?.Symbol), BinanceWords.ToPositionSide(position!.PositionSide)),
        DecimalText.ParseExact(position.Quantity, "pa"),
        DecimalText.ParseNotNegative(position.EntryPrice, "ep"),
        Leverage: null,
        BinanceWords.ToMarginMode(position.MarginType),
        LiquidationPrice: null);
}

using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// What a decision needs of an account at the prices of the moment, taken in one pass over what the book keeps by instrument. Its room is used
/// again by the next <see cref="Take"/>: a view of it is good until then.
/// </summary>
public sealed class AccountFigures
{
    private RiskPosition[] _positions = [];

    /// <summary>The account as a risk check sees it, with all that its open orders may add.</summary>
    public RiskView View { get; private set; } = new(0, 0, 0, default, 0);

    /// <summary>Equity less the margin of positions and open orders.</summary>
    public decimal Free { get; private set; }

    /// <summary>An instrument of which there is something that cannot be valued, so that the figures say too little; null when there is none.</summary>
    public InstrumentId? Unpriced { get; private set; }

    public void Take(AccountBook book, IAccountPrices prices, AccountRules rules, long time)
    {
        var exposures = book.Exposures;
        if (_positions.Length < exposures.Count)
            _positions = new RiskPosition[Math.Max(16, 2 * exposures.Count)];
        Unpriced = null;
        var (count, unrealised, plain, margin) = (0, 0m, 0m, 0m);
        foreach (var of in exposures)
        {
            if (of.PriceAt(prices.PriceOf(of.Instrument)) is not { } price)
            {
                Unpriced = of.Instrument;
                continue;
            }

            _positions[count++] = new RiskPosition(of.Instrument, prices.BucketOf(of.Instrument), of.Long, of.Short, of.OpenBuys, of.OpenSells, price);
            unrealised += ((of.Long - of.Short) * price) - of.Cost;
            // What stands at the usual leverage is divided once, at the end.
            var value = ((of.Long + of.Short + of.OpenAtMarket) * price) + of.OpenValue;
            if (book.Leverage.TryGetValue(of.Instrument, out var setting))
                margin += value / Math.Max(1, setting.Leverage);
            else
                plain += value;
        }

        var equity = book.Cash.GetValueOrDefault(book.Asset) + unrealised;
        Free = equity - margin - (plain / rules.DefaultLeverage);
        View = new RiskView(
            equity, Math.Max(book.PeakEquity, equity), AccountBook.DayOf(time) > book.EquityDay ? equity : book.DayEquity,
            _positions.AsMemory(0, count), book.OrdersInMinute(time))
        {
            IsHedged = book.IsHedged,
        };
    }
}

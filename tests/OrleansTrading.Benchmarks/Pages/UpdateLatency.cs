using System.Globalization;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>
/// How long after a trade the page showed its price, or that of a later one. What counts are trades that made the shown price out of date:
/// those between two equal prices that were passed over are seen by nobody.
/// </summary>
internal sealed class UpdateLatency
{
    private readonly List<double> _milliseconds = [];

    /// <summary>Changes of the page whose price could have been more than one trade's.</summary>
    public int Ambiguous { get; private set; }

    /// <summary>Changes of the page to a price that no trade had.</summary>
    public int Unknown { get; private set; }

    public int Count => _milliseconds.Count;

    /// <param name="shown">What one instrument's price came to be, in order.</param>
    /// <param name="trades">Its trades, in order, from before the first change on.</param>
    /// <param name="clockOffset">How far the trades' clock is ahead of the page's, milliseconds.</param>
    public void Add(IReadOnlyList<ShownPrice> shown, IReadOnlyList<MarketTrade> trades, double clockOffset)
    {
        var known = -1;
        var before = "";
        foreach (var change in shown)
        {
            var texts = TextsLike(change.Text, trades);
            var newest = LastIndex(trades, change.At + clockOffset);
            var candidates = Enumerable.Range(known + 1, Math.Max(0, newest - known)).Where(i => texts(i) == change.Text).ToList();
            if (candidates.Count == 0)
            {
                Unknown++;
                continue;
            }

            // The first change has nothing before it. Of several trades the oldest is gone on from: what follows is surely later than that one.
            if (candidates.Count > 1)
                Ambiguous++;
            else if (before.Length > 0)
                AddRange(known, candidates[0], before, texts, trades, change.At + clockOffset);
            (known, before) = (candidates[0], change.Text);
        }
    }

    /// <summary>Milliseconds that this share of the trades did not exceed.</summary>
    public double Percentile(double share) => Percentiles.Of(_milliseconds, share);

    /// <summary>Every trade since the shown price was last true, up to the one that is shown now.</summary>
    private void AddRange(int known, int at, string before, Func<int, string> texts, IReadOnlyList<MarketTrade> trades, double shownAt)
    {
        var outdated = at;
        while (outdated > known + 1 && texts(outdated - 1) != before)
            outdated--;
        for (var i = outdated; i <= at; i++)
            _milliseconds.Add(Math.Max(0, shownAt - trades[i].Time));
    }

    private static Func<int, string> TextsLike(string text, IReadOnlyList<MarketTrade> trades)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var format = "N" + (point < 0 ? 0 : text.Length - point - 1);
        return i => trades[i].Price.ToString(format, CultureInfo.InvariantCulture);
    }

    private static int LastIndex(IReadOnlyList<MarketTrade> trades, double at)
    {
        var (low, high) = (0, trades.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = trades[middle].Time <= at ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}

using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Orders that accounts have sent, by ten seconds and by minutes of the wall clock.</summary>
internal sealed class OrderCounts(TimeProvider time)
{
    private readonly Dictionary<TradingAccount, (long Window, int Count)[]> _counts = [];

    public static IReadOnlyList<Limit> Limits { get; } = [new("SECOND", 10, 300, 10), new("MINUTE", 1, 1_200, 60)];

    /// <summary>Counts the order in; the limit that it passes, if it does.</summary>
    public Limit? Take(TradingAccount account)
    {
        var windows = Of(account);
        Limit? passed = null;
        for (var i = 0; i < windows.Length; i++)
        {
            windows[i].Count++;
            if (windows[i].Count > Limits[i].Most)
                passed ??= Limits[i];
        }

        return passed;
    }

    /// <summary>Orders in the running windows, in the order of <see cref="Limits"/>.</summary>
    public (long Window, int Count)[] Of(TradingAccount account)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        if (!_counts.TryGetValue(account, out var windows))
            _counts.Add(account, windows = new (long, int)[Limits.Count]);
        for (var i = 0; i < windows.Length; i++)
        {
            var window = seconds / Limits[i].Seconds;
            if (windows[i].Window != window)
                windows[i] = (window, 0);
        }

        return windows;
    }

    internal sealed record Limit(string Interval, int Number, int Most, int Seconds)
    {
        /// <summary>X-MBX-ORDER-COUNT-10S, X-MBX-ORDER-COUNT-1M.</summary>
        public string Header => $"X-MBX-ORDER-COUNT-{Number}{Interval[0]}";
    }
}

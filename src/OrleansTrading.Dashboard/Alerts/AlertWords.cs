using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>What alerts say, and what they are about.</summary>
internal static class AlertWords
{
    /// <summary>Titles and details.</summary>
    public static readonly Sentences Said = new(
        /* text */ "Candles are stale",
        /* text */ "{0}: the newest candle is more than one behind the venue's clock; data was last received {1}.",
        /* text */ "{0}: warming up has not ended for {1} s; data was last received {2}.",
        /* text */ "{0} s ago",
        /* text */ "never",
        /* text */ "{0} streams of {1} bring nothing",
        /* text */ "{0} of {1} {2} streams of {3} are stalled, worst {4} for {5} s; seen on {6}.",
        /* text */ "Trades are lost",
        /* text */ "{0}: {1} trades that the stream or the recording missed could not be had from the venue, or were too many to ask for.",
        /* text */ "Arbitrage with one leg",
        /* text */ "{0}: bought {1}, sold {2}; the surplus is taken back.",
        /* text */ "Capture is paused, the disk takes no files",
        /* text */ "{0} Live data goes on; trades that are missed are asked for again.",
        /* text */ "Symbols are held back, the disk is too slow for the capture",
        /* text */ "{0} of {1} bytes wait to be written.",
        /* text */ "Captured rows cannot be written, and not for the disk's sake",
        /* text */ "Capture files were damaged",
        /* text */ "{0} were moved aside, {1} among them. Their trades are asked for again; the alert stands until the files are taken away.",
        /* text */ "{0} is out of bounds")
    {
        Names = new Dictionary<string, string>
        {
            ["kline"] = /* text */ "candle",
            ["trade"] = /* text */ "trade",
            ["book_ticker"] = /* text */ "best price",
            ["depth"] = /* text */ "order book",
            ["mark_price"] = /* text */ "mark price",
            ["liquidation"] = /* text */ "liquidation",
        },
    };

    public static InstrumentId? InstrumentOf(Alert alert) =>
        alert.Key.IndexOf('/') is > 0 and var slash && InstrumentId.TryParse(alert.Key[(slash + 1)..], out var instrument) ? instrument : null;

    /// <summary>The venue whose streams an alert is about; null when it is not about a venue's streams.</summary>
    public static string? VenueOf(Alert alert) =>
        alert.Key.StartsWith("streams-stalled/", StringComparison.Ordinal) && alert.Key.Split('/') is [_, _, var venue, _] ? venue : null;

    public static bool HasWords(Alert alert, string words) => $"{alert.Key} {alert.Title} {alert.Detail}".Contains(words, StringComparison.OrdinalIgnoreCase);
}

using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>Why a scan has left something out.</summary>
internal static class ScanSaid
{
    public static readonly Sentences Forms = new(
        /* text */ "too few candles ({0} of {1})",
        /* text */ "stale data (the newest closed candle ended {0} s ago)",
        /* text */ "stale data (the newest came {0} s ago)",
        /* text */ "stale data (candles of {0} are missing up to the venue's present)",
        /* text */ "warming up",
        /* text */ "not followed",
        /* text */ "no data has come yet",
        /* text */ "the interval is not kept (kept are {0})",
        /* text */ "did not answer within {0} s",
        /* text */ "not read within {0} s",
        /* text */ "could not be read: {0}");
}

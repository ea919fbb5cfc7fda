using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>What arbitrage says: what it leaves out, and why trades ended.</summary>
internal static class ArbitrageSaid
{
    public static readonly Sentences Forms = new(
        /* text */ "Its book is not live but {0}.",
        /* text */ "A side of its book is empty.",
        /* text */ "Its book has not changed yet.",
        /* text */ "Its book has been silent for {0} s; at most {1} s count.",
        /* text */ "It does not answer ({0}).",
        /* text */ "It lists no {0} in {1}.",
        /* text */ "The best {0} levels of its {1} side do not hold {2} {3}.",
        /* text */ "ask",
        /* text */ "bid",
        /* text */ "Neither leg has traded.",
        /* text */ "One leg alone has traded; it was taken back.",
        /* text */ "What is left is less than the smallest order.",
        /* text */ "Both legs are closed.",
        /* text */ "A leg was closed from outside; the other one is closed after it, and what the first brought is not in the cash.");
}

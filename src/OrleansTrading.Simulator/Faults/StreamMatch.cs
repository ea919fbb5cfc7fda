using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>Tells whether a stream is one that a fault means.</summary>
internal static class StreamMatch
{
    private static readonly string[] Kinds =
        ["aggTrade", "trade", "bookTicker", "depth", "kline", "markPrice", "ticker", "miniTicker", "forceOrder"];

    public static string Expected => $"one of {string.Join(", ", Kinds)}, a part such as kline_1m or depth@100ms, or a whole stream name";

    public static bool IsKnown(string stream) =>
        Kinds.Contains(stream) || PrivateStreamFaults.Names.Contains(stream) || StreamAddress.Parse(stream) is not null || StreamAddress.Parse("x@" + stream) is not null;

    public static bool Matches(FaultRequest fault, MarketStream stream) =>
        (fault.Symbol is null || stream.Address.Symbol.Equals(fault.Symbol, StringComparison.OrdinalIgnoreCase))
        && (FaultValidation.ListenPathOf(fault.Path) is not { } path || path == stream.Address.Path)
        && (fault.Stream is null || MatchesName(fault.Stream, stream));

    private static bool MatchesName(string wanted, MarketStream stream)
    {
        var name = stream.Name;
        if (wanted == name)
        {
            return true;
        }

        var part = name.AsSpan(name.IndexOf('@') + 1);
        return part.SequenceEqual(wanted)
            || (Kinds.Contains(wanted) && part.StartsWith(wanted) && (part.Length == wanted.Length || !char.IsLetter(part[wanted.Length])));
    }
}

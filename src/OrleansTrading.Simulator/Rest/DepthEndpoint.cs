using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>A snapshot of the book.</summary>
internal static class DepthEndpoint
{
    public const int StandardLimit = 500;

    private static readonly int[] Limits = [5, 10, 20, 50, 100, 500, 1_000];

    public static ApiError? Answer(RestCall call)
    {
        var limit = 0;
        if ((call.Symbol(out var symbol) ?? call.Limit(StandardLimit, 1_000, out limit)) is { } error)
        {
            return error;
        }

        if (!Limits.Contains(limit))
        {
            return ApiError.BadValue("limit");
        }

        Write(call.Json, symbol, call.Now, limit);
        return null;
    }

    /// <summary>The book at a time, so many levels a side.</summary>
    public static void Write(Utf8Buffer json, ListedSymbol symbol, long time, int count)
    {
        var found = symbol.TryTop(time, out var top);
        var levels = new BookLevel[Math.Min(count, BookModel.Depth)];
        json.Raw("{\"lastUpdateId\":"u8);
        json.Number(symbol.Book.SnapshotId(time));
        json.Raw(",\"E\":"u8);
        json.Number(time);
        json.Raw(",\"T\":"u8);
        json.Number(time / symbol.Market.StepMilliseconds * symbol.Market.StepMilliseconds);
        json.Raw(",\"bids\":"u8);
        FrameWriter.Levels(json, symbol.Spec, found ? levels.AsSpan(0, symbol.Book.Side(top, bids: true, levels)) : []);
        json.Raw(",\"asks\":"u8);
        FrameWriter.Levels(json, symbol.Spec, found ? levels.AsSpan(0, symbol.Book.Side(top, bids: false, levels)) : []);
        json.Byte((byte)'}');
    }
}

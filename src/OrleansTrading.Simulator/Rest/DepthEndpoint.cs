using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

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

        var json = call.Json;
        var found = symbol.TryTop(call.Now, out var top);
        var levels = new BookLevel[Math.Min(limit, BookModel.Depth)];
        json.Raw("{\"lastUpdateId\":"u8);
        json.Number(symbol.Book.SnapshotId(call.Now));
        json.Raw(",\"E\":"u8);
        json.Number(call.Now);
        json.Raw(",\"T\":"u8);
        json.Number(call.Now / symbol.Market.StepMilliseconds * symbol.Market.StepMilliseconds);
        json.Raw(",\"bids\":"u8);
        FrameWriter.Levels(json, symbol.Spec, found ? levels.AsSpan(0, symbol.Book.Side(top, bids: true, levels)) : []);
        json.Raw(",\"asks\":"u8);
        FrameWriter.Levels(json, symbol.Spec, found ? levels.AsSpan(0, symbol.Book.Side(top, bids: false, levels)) : []);
        json.Byte((byte)'}');
        return null;
    }
}

using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Rest;

/// <summary>Holds the simulator's answers and frames against what the venue was recorded to send, field by field.</summary>
public class RecordedShapeTests
{
    private const string Rest = "recorded/binance-rest";
    private const string Live = "recorded/binance-usdm-live/BINANCE_FUTURES.ws.1.0";

    [Theory]
    [InlineData("fapi_v1_time.GET.0", "/fapi/v1/time", "")]
    [InlineData("fapi_v1_exchangeInfo.GET.0", "/fapi/v1/exchangeInfo", "")]
    [InlineData("fapi_v1_klines.GET.4", "/fapi/v1/klines?symbol=BTCUSDT&interval=1d&limit=5", "")]
    [InlineData("fapi_v1_aggTrades.GET.1", "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=5", "")]
    [InlineData("fapi_v1_trades.GET.0", "/fapi/v1/trades?symbol=BTCUSDT&limit=5", "")]
    [InlineData("fapi_v1_depth.GET.1", "/fapi/v1/depth?symbol=BTCUSDT&limit=100", "")]
    [InlineData("fapi_v1_ticker_24hr.GET.1", "/fapi/v1/ticker/24hr?symbol=BTCUSDT", "")]
    [InlineData("fapi_v1_ticker_24hr.GET.2", "/fapi/v1/ticker/24hr", "")]
    [InlineData("fapi_v1_ticker_24hr.GET.0", "/fapi/v1/ticker/24hr?symbol=NOPE", "")]
    [InlineData("fapi_v1_ticker_price.GET.0", "/fapi/v1/ticker/price?symbol=BTCUSDT", "")]
    [InlineData("fapi_v1_ticker_bookTicker.GET.0", "/fapi/v1/ticker/bookTicker", "")]
    [InlineData("fapi_v1_premiumIndex.GET.0", "/fapi/v1/premiumIndex?symbol=BTCUSDT", "")]
    [InlineData("fapi_v1_openInterest.GET.0", "/fapi/v1/openInterest?symbol=BTCUSDT", "")]
    [InlineData("fapi_v1_fundingInfo.GET.0", "/fapi/v1/fundingInfo", "")]
    // The recording is older than the field that carries the mark price.
    [InlineData("fapi_v1_fundingRate.GET.7", "/fapi/v1/fundingRate?symbol=BTCUSDT&limit=1", "markPrice")]
    public async Task Answer_HasTheRecordedFieldsAndKinds(string recording, string request, string newer)
    {
        var file = SharedData.TryFind($"{Rest}/{recording}.json");
        Assert.SkipWhen(file is null, SharedData.Absent(Rest));
        await using var simulation = await Simulation.StartAsync();
        using var response = await simulation.AskAsync(request);
        var served = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Shape(served).Where(field => newer.Length == 0 || !field.Contains(newer, StringComparison.Ordinal))
            .ShouldBe(Shape(JsonDocument.Parse(await File.ReadAllTextAsync(file!)).RootElement));
    }

    [Theory]
    [InlineData("aggTrade", "/market/stream")]
    [InlineData("kline_1m", "/market/stream")]
    [InlineData("bookTicker", "/public/stream")]
    [InlineData("depth@100ms", "/public/stream")]
    public async Task Frame_HasTheRecordedFieldsAndKinds(string stream, string path)
    {
        var file = SharedData.TryFind(Live);
        Assert.SkipWhen(file is null, SharedData.Absent(Live));
        var recorded = File.ReadLines(file!).Skip(1)
            .Select(line => JsonDocument.Parse(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]).RootElement)
            .First(frame => frame.GetProperty("stream").GetString()!.EndsWith("@" + stream, StringComparison.Ordinal)
                && (!frame.GetProperty("data").TryGetProperty("b", out var bids) || bids.ValueKind == JsonValueKind.String || bids.GetArrayLength() > 0)
                && (!frame.GetProperty("data").TryGetProperty("a", out var asks) || asks.ValueKind != JsonValueKind.Array || asks.GetArrayLength() > 0));
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync(path);
        await client.SubscribeAsync("btcusdt@" + stream);
        simulation.Advance(5);
        var frame = await client.NextAsync();
        // In the venue's own order: some clients read no further than they must.
        Shape(frame, sort: false).ShouldBe(Shape(recorded, sort: false));
    }

    /// <summary>Every path of the value with its kind; arrays by the union of their elements.</summary>
    private static List<string> Shape(JsonElement element, bool sort = true)
    {
        var fields = new List<string>();
        Collect(element, "$", fields);
        var distinct = fields.Distinct().ToList();
        if (sort)
        {
            distinct.Sort(StringComparer.Ordinal);
        }

        return distinct;
    }

    private static void Collect(JsonElement element, string path, List<string> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, $"{path}.{property.Name}", fields);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0 && element[0].ValueKind is JsonValueKind.Array or JsonValueKind.Object:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, path + "[]", fields);
                }

                break;
            case JsonValueKind.Array when path.EndsWith("[]", StringComparison.Ordinal):
                // A row: its columns have their places.
                for (var i = 0; i < element.GetArrayLength(); i++)
                {
                    Collect(element[i], $"{path}{i}", fields);
                }

                break;
            case JsonValueKind.Array:
                fields.Add($"{path}: Array");
                break;
            default:
                fields.Add($"{path}: {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind)}");
                break;
        }
    }
}

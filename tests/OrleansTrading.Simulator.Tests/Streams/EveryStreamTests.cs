using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Streams;

public class EveryStreamTests
{
    // Long enough for a liquidation. A client that has not answered a ping for ten minutes is sent away, and time leaps here.
    private const double NearlyTenMinutes = 590;

    private const string Shapes = "recorded/binance-shapes/Subscriptions/UsdFutures";

    [Theory]
    [InlineData("/market/ws", "btcusdt@markPrice", "markPriceUpdate")]
    [InlineData("/market/ws", "btcusdt@markPrice@1s", "markPriceUpdate")]
    [InlineData("/market/ws", "btcusdt@ticker", "24hrTicker")]
    [InlineData("/market/ws", "btcusdt@miniTicker", "24hrMiniTicker")]
    [InlineData("/market/ws", "btcusdt@kline_1d", "kline")]
    [InlineData("/market/ws", "!markPrice@arr@1s", "markPriceUpdate")]
    [InlineData("/market/ws", "!ticker@arr", "24hrTicker")]
    [InlineData("/market/ws", "!miniTicker@arr", "24hrMiniTicker")]
    [InlineData("/market/ws", "!forceOrder@arr", "forceOrder")]
    [InlineData("/market/ws", "btcusdt@forceOrder", "forceOrder")]
    [InlineData("/public/ws", "btcusdt@depth10@500ms", "depthUpdate")]
    [InlineData("/public/ws", "btcusdt@trade", "trade")]
    [InlineData("/public/ws", "!bookTicker", "bookTicker")]
    public async Task Stream_OnItsPath_SendsItsEvents(string path, string stream, string expected)
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync(path);
        await client.SubscribeAsync(stream);
        simulation.Advance(stream.Contains("forceOrder", StringComparison.Ordinal) ? NearlyTenMinutes : 10);
        var message = await client.NextAsync();
        var item = message.ValueKind == JsonValueKind.Array ? message[0] : message;
        item.GetProperty("e").GetString().ShouldBe(expected);
        (message.ValueKind == JsonValueKind.Array).ShouldBe(stream.EndsWith("@arr", StringComparison.Ordinal) && expected != "forceOrder" || stream == "!markPrice@arr@1s");
    }

    [Theory]
    [InlineData("MarkPrice", "/market/stream", "btcusdt@markPrice@1s")]
    [InlineData("Ticker", "/market/stream", "btcusdt@ticker")]
    [InlineData("MiniTicker", "/market/stream", "btcusdt@miniTicker")]
    [InlineData("Liquidations", "/market/stream", "btcusdt@forceOrder")]
    [InlineData("PartialBook", "/public/stream", "btcusdt@depth5@100ms")]
    public async Task Frame_HasTheDocumentedFieldsAndKinds(string shape, string path, string stream)
    {
        var file = SharedData.TryFind($"{Shapes}/{shape}.txt");
        Assert.SkipWhen(file is null, SharedData.Absent(Shapes));
        var documented = Example(await File.ReadAllTextAsync(file!));
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync(path);
        await client.SubscribeAsync(stream);
        simulation.Advance(NearlyTenMinutes);
        Fields((await client.NextAsync()).GetProperty("data")).ShouldBe(Fields(documented.GetProperty("data")));
    }

    // The example follows a line that holds nothing but an equals sign.
    private static JsonElement Example(string text) => JsonDocument.Parse(text[(text.IndexOf("\n=", StringComparison.Ordinal) + 2)..]).RootElement;

    private static IEnumerable<string> Fields(JsonElement element) => element.EnumerateObject()
        .SelectMany(field => field.Value.ValueKind == JsonValueKind.Object
            ? Fields(field.Value).Select(inner => $"{field.Name}.{inner}")
            : [$"{field.Name}: {field.Value.ValueKind}"])
        .Order(StringComparer.Ordinal);
}

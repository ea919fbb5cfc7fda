using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>An account at a scripted venue, on a clock moved by hand: the test answers each request to a path.</summary>
internal sealed class ScriptedTrading : IAsyncDisposable
{
    public const string Key = "plantedkey1234567890";
    public const string Secret = "plantedsecret0987654321";
    public const string ListenKey = "plantedlistenkey5555";
    public const long VenueTime = 1_700_000_000_000;

    private readonly ConcurrentDictionary<string, Func<ScriptedCall, Task>> _answers = new();
    private readonly Channel<ScriptedCall> _calls = Channel.CreateUnbounded<ScriptedCall>();

    private ScriptedTrading(StreamBench bench)
    {
        Bench = bench;
        bench.Venue.OnRequest = HandleAsync;
        Connector = new BinanceTradingConnector(bench.Connector, bench.Time, bench.Log);
        Session = Connector.Open("live", new ApiKeys(Key, Secret, null));
        On("GET", "/fapi/v1/time", call => call.AnswerAsync($$"""{"serverTime":{{VenueTime}}}"""));
        On("POST", "/fapi/v1/listenKey", call => call.AnswerAsync($$"""{"listenKey":"{{ListenKey}}"}"""));
    }

    public static InstrumentId Bitcoin { get; } = new("binance", "BTCUSDT");

    public StreamBench Bench { get; }

    public BinanceTradingConnector Connector { get; }

    public ITradingSession Session { get; }

    public RecordingAccountSink Sink { get; } = new();

    /// <summary>Requests made, those for the time left out.</summary>
    public ConcurrentQueue<ScriptedCall> Asked { get; } = [];

    public static async Task<ScriptedTrading> StartAsync(Action<BinanceOptions>? configure = null) =>
        new(await StreamBench.StartAsync(options =>
        {
            options.Rest.Retries = 0;
            configure?.Invoke(options);
        }));

    public static Order NewOrder(string id = "a1", OrderType type = OrderType.Limit, decimal? stop = null, OrderSide side = OrderSide.Buy) => new(
        id,
        new OrderSpec(
            Bitcoin, side, PositionSide.Net, type, 0.0010m, type is OrderType.Limit or OrderType.StopLimit ? 50_000.10m : null, stop, null,
            TimeInForce.GoodTillCancel, ReduceOnly: false),
        OrderPurpose.Manual, "key-" + id, VenueTime);

    public static OrderReference Reference(string id = "a1", bool isConditional = false) => new(Bitcoin, id, null, isConditional);

    /// <summary>An order as the venue writes it.</summary>
    public static string Written(string clientId, string status = "NEW", string executed = "0", long orderId = 77) =>
        $$"""
        {"clientOrderId":"{{clientId}}","cumQty":"0","cumQuote":"0","executedQty":"{{executed}}","orderId":{{orderId}},"avgPrice":"50000.1","origQty":"0.001","price":"50000.10",
        "reduceOnly":false,"side":"BUY","positionSide":"BOTH","status":"{{status}}","stopPrice":"0","symbol":"BTCUSDT","timeInForce":"GTC","type":"LIMIT","origType":"LIMIT","updateTime":{{VenueTime}}}
        """;

    public static string WrittenAlgo(string clientId, string status = "NEW", string actualId = "", long algoId = 9) =>
        $$"""
        {"algoId":{{algoId}},"clientAlgoId":"{{clientId}}","algoType":"CONDITIONAL","orderType":"STOP_MARKET","symbol":"BTCUSDT","side":"BUY","positionSide":"BOTH","timeInForce":"GTC",
        "quantity":"0.001","algoStatus":"{{status}}","actualOrderId":"{{actualId}}","triggerPrice":"51000","price":"0","reduceOnly":false,"updateTime":{{VenueTime}}}
        """;

    public void On(string method, string path, Func<ScriptedCall, Task> answer) => _answers[$"{method} {path}"] = answer;

    public async Task<ScriptedCall> NextCallAsync()
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        return await _calls.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>The next request to a path; others before it are passed over.</summary>
    public async Task<ScriptedCall> NextCallAsync(string method, string path)
    {
        while (true)
        {
            var call = await NextCallAsync();
            if (call.Method == method && call.Path == path)
                return call;
        }
    }

    /// <summary>Listens, and hands out the venue's side of the connection.</summary>
    public async Task<ScriptedConnection> ListenAsync()
    {
        Session.Listen(Sink);
        var connection = await Bench.Venue.NextConnectionAsync();
        await Sink.WhenConnectedAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        Connector.Dispose();
        await Bench.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var call = new ScriptedCall(context, await reader.ReadToEndAsync());
        if (call.Path != "/fapi/v1/time")
        {
            Asked.Enqueue(call);
            _calls.Writer.TryWrite(call);
        }

        await (_answers.TryGetValue($"{call.Method} {call.Path}", out var answer) ? answer(call) : call.RefuseAsync(404, -1, "not scripted"));
    }
}

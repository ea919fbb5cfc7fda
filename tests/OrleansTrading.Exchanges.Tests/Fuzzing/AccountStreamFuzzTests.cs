using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Tests.Okx;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.TestKit;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Messages of accounts' streams, changed in every way: refused, passed over, or told as something that could be true.</summary>
public sealed class AccountStreamFuzzTests
{
    private static readonly string[] BinanceEvents =
        ["AccountUpdate", "AlgoOrderUpdate", "ConditionalTrigger", "GridUpdate", "Leverage", "MarginUpdate", "MultiAssetMode", "OrderUpdate", "StrategyUpdate", "TradeUpdate"];

    private const int MessagesOfAStream = 200;

    private static readonly ApiKeys Keys = new("key", "secret", "phrase");

    [Fact]
    public async Task Binance_ChangedMessages_AreRefusedOrSound()
    {
        var (sink, events, read) = (new SoundSink(), New(), 0);
        var payloads = BinanceEvents.Select(name => Encoding.UTF8.GetBytes(Recorded.Shape($"Subscriptions/UsdFutures/{name}.txt"))).ToList();
        foreach (var payload in payloads)
            events.Read(payload, sink).Kind.ShouldBe(AccountFrameKind.Handled);
        sink.Told.ShouldBeGreaterThanOrEqualTo(3);
        await FuzzRun.RunAsync(payloads, frame =>
        {
            // What one message has taught is there for the next ones, but not for ever.
            if (++read % MessagesOfAStream == 0)
                events = New();
            events.Read(frame, sink);
        });

        static BinanceUserEvents New() => new(new OrderLinks(), SoundAnswers.Time, _ => { }, new ManualTimeProvider());
    }

    [Fact]
    public async Task Okx_ChangedMessages_AreRefusedOrSound()
    {
        var options = new OkxOptions { Environment = OkxEnvironmentKind.Live };
        await using var connector = new OkxConnector(
            Options.Create(options), Options.Create(new StreamWatchOptions()), new OkxEnvironment(options), TimeProvider.System, NullLoggerFactory.Instance);
        connector.Instruments.Replace([new OkxInstrument("BTC-USDT", 0.01m), new OkxInstrument("BTC-USDC", 1), new OkxInstrument("BTC-USD-SWAP", 100)]);
        using var trading = new OkxTradingConnector(connector, TimeProvider.System, NullLoggerFactory.Instance);
        var clock = new SigningClock(connector.Clock, _ => Task.FromResult(0L), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeProvider.System);
        // On a clock that stands still nobody is asked which cash has moved.
        using var cash = new CashWatch(trading.Open("test", Keys), new ManualTimeProvider(), NullLogger.Instance);
        using var stream = new OkxUserStream(
            OkxUserPath.Orders, "test", Keys, clock, connector, new OkxOrderMapper(connector.Instruments), new OkxAccountMapper(connector.Instruments), new OkxOrderNames(), cash);
        var sink = new SoundSink();
        byte[][] payloads =
        [
            .. new[] { "Trading/Order", "Trading/AlgoOrder", "Trading/AdvancedAlgoOrder", "Account/BalanceAndPosition" }.Select(shape => Encoding.UTF8.GetBytes(OkxRecorded.Message(shape))),
            """{ "event": "login", "code": "0", "msg": "", "connId": "a4d3ae55"}"""u8.ToArray(),
            """{ "event": "subscribe", "arg": { "channel": "orders", "instType": "SWAP" }, "connId": "a4d3ae55" }"""u8.ToArray(),
            """{"event":"error","code":"60005","msg":"Invalid apiKey","connId":"a4d3ae55"}"""u8.ToArray(),
        ];
        foreach (var payload in payloads)
            stream.Read(payload, sink).Kind.ShouldNotBe(AccountFrameKind.Malformed);
        sink.Told.ShouldBeGreaterThanOrEqualTo(3);
        await FuzzRun.RunAsync(payloads, frame => stream.Read(frame, sink));
    }
}

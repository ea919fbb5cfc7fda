using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Tests.Okx;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>
/// Answers to requests in the name of an account, changed in every way: refused, or read as something that could be true. A wrong one here is a
/// wrong position.
/// </summary>
public sealed class AccountRestFuzzTests
{
    private static readonly ApiKeys Keys = new("key", "secret", "phrase");

    [Fact]
    public async Task Binance_ChangedAnswers_AreRefusedOrSound()
    {
        var options = new BinanceOptions { Environment = BinanceEnvironmentKind.Live };
        options.Rest.Retries = 0;
        await using var connector = new BinanceConnector(
            Options.Create(options), Options.Create(new StreamWatchOptions()), new BinanceEnvironment(options), TimeProvider.System, NullLoggerFactory.Instance);
        var rules = new BinanceTradingRules(connector.Environment, TimeSpan.FromSeconds(5));
        var clock = Clock(connector.Clock);
        var bitcoin = new InstrumentId("binance", "BTCUSDT");
        var (order, stop) = (New(bitcoin, OrderType.Limit), New(bitcoin, OrderType.StopMarket));
        await FuzzRun.RunAsync(
        [
            Of("an order placed", "/fapi/v1/order", Shape("Trading/PlaceOrder"), session => session.PlaceAsync(order, default), SoundAnswers.Report),
            Of("a stop placed", "/fapi/v1/algoOrder", Shape("Trading/PlaceConditionalOrder"), session => session.PlaceAsync(stop, default), SoundAnswers.Report),
            Of("an order cancelled", "/fapi/v1/order", Shape("Trading/CancelOrder"), session => session.CancelAsync(Reference(bitcoin), default), SoundAnswers.Report),
            Of("an order asked for", "/fapi/v1/order", Shape("Trading/GetOrder"), session => session.FindOrderAsync(Reference(bitcoin), default), Report),
            Of("a stop asked for", "/fapi/v1/algoOrder", Shape("Trading/GetConditionalOrder"), session => session.FindOrderAsync(Reference(bitcoin, isConditional: true), default), Report),
            Of("open orders", "/fapi/v1/openOrders", Shape("Trading/GetOpenOrders"), session => session.GetOpenOrdersAsync(default), Reports),
            Of("open stops", "/fapi/v1/openAlgoOrders", Shape("Trading/GetOpenConditionalOrders"), session => session.GetOpenOrdersAsync(default), Reports),
            Of("executions", "/fapi/v1/userTrades", Shape("Trading/GetUserTrades"), session => session.GetFillsAsync(bitcoin, Recently(), default), Fills),
            Of("incomes", "/fapi/v1/income", Shape("Account/GetIncomeHistory"), session => session.GetCashMovesAsync(Recently(), default), Moves),
            Of("balances", "/fapi/v3/account", Shape("Account/GetAccountInfoV3"), session => session.GetAccountAsync(default), SoundAnswers.Account),
            Of("positions", "/fapi/v3/positionRisk", Shape("Trading/GetPositions"), session => session.GetAccountAsync(default), SoundAnswers.Account),
            Of("settings", "/fapi/v1/accountConfig", Shape("Account/GetAccountConfiguration"), session => session.GetAccountAsync(default), SoundAnswers.Account),
        ]);

        static byte[] Shape(string name) => Payloads.Short(Recorded.Shape($"Endpoints/UsdFutures/{name}.txt"));

        FuzzTarget Of<T>(string name, string path, byte[] genuine, Func<ITradingSession, Task<T>> ask, Action<T> check) => Target(name, genuine, path, Usual(), carrier =>
            new BinanceTradingSession(
                "test", new SignedRestClient("test", Keys, Parts(rules, options.Rest, carrier, clock), NullLogger.Instance), connector, ArrivalWindows.None, TimeProvider.System, NullLogger.Instance), ask, check);

        static Dictionary<string, byte[]> Usual() => new()
        {
            ["/fapi/v1/openOrders"] = "[]"u8.ToArray(), ["/fapi/v1/openAlgoOrders"] = "[]"u8.ToArray(), ["/fapi/v1/allAlgoOrders"] = "[]"u8.ToArray(), ["/fapi/v1/allOrders"] = "[]"u8.ToArray(),
            ["/fapi/v3/account"] = Shape("Account/GetAccountInfoV3"), ["/fapi/v3/positionRisk"] = Shape("Trading/GetPositions"),
            ["/fapi/v1/accountConfig"] = """{"dualSidePosition":false}"""u8.ToArray(), ["/fapi/v1/order"] = Shape("Trading/GetOrder"),
        };
    }

    [Fact]
    public async Task Okx_ChangedAnswers_AreRefusedOrSound()
    {
        var options = new OkxOptions { Environment = OkxEnvironmentKind.Live };
        options.Rest.Retries = 0;
        await using var connector = new OkxConnector(
            Options.Create(options), Options.Create(new StreamWatchOptions()), new OkxEnvironment(options), TimeProvider.System, NullLoggerFactory.Instance);
        connector.Instruments.Replace(new[] { "BTC-USDT-SWAP", "BTC-USDT", "BTC-USD-SWAP", "ETH-USDT-210430" }.Select(name => new OkxInstrument(name, 0.01m)));
        var rules = new OkxTradingRules(connector.Environment, TimeSpan.FromSeconds(5));
        var clock = Clock(connector.Clock);
        var bitcoin = new InstrumentId("okx", "BTC-USDT-SWAP");
        var (order, stop) = (New(bitcoin, OrderType.Limit), New(bitcoin, OrderType.StopMarket));
        await FuzzRun.RunAsync(
        [
            Of("an order placed", "trade/order", Shape("Trading/PlaceOrder"), session => session.PlaceAsync(order, default), SoundAnswers.Report),
            Of("a stop placed", "trade/order-algo", Shape("Trading/PlaceAlgoOrder"), session => session.PlaceAsync(stop, default), SoundAnswers.Report),
            Of("an order cancelled", "trade/cancel-order", Shape("Trading/CancelOrder"), session => session.CancelAsync(Reference(bitcoin), default), SoundAnswers.Report),
            Of("an order asked for", "trade/order", Shape("Trading/GetOrderDetails"), session => session.FindOrderAsync(Reference(bitcoin), default), Report),
            Of("a stop asked for", "trade/order-algo", Shape("Trading/GetAlgoOrder"), session => session.FindOrderAsync(Reference(bitcoin, isConditional: true), default), Report),
            Of("open orders", "trade/orders-pending", Shape("Trading/GetOrders"), session => session.GetOpenOrdersAsync(default), Reports),
            Of("open stops", "trade/orders-algo-pending", Shape("Trading/GetAlgoOrderList"), session => session.GetOpenOrdersAsync(default), Reports),
            Of("executions", "trade/fills", Shape("Trading/GetUserTrades"), session => session.GetFillsAsync(bitcoin, 0, default), Fills),
            Of("bills", "account/bills", Bills(), session => session.GetCashMovesAsync(0, default), Moves),
            Of("balances", "account/balance", Shape("Account/GetAccountBalance"), session => session.GetAccountAsync(default), SoundAnswers.Account),
            Of("positions", "account/positions", Shape("Account/GetAccountPositions"), session => session.GetAccountAsync(default), SoundAnswers.Account),
        ]);

        static byte[] Shape(string name) => Payloads.Short(OkxRecorded.Answer(name));

        static byte[] Bills() => """{"code":"0","msg":"","data":[{"billId":"623950854533513219","type":"8","instId":"BTC-USDT-SWAP","ccy":"USDT","balChg":"-0.0007","posBalChg":"0","ts":"1695033476167"},{"billId":"623950854533513220","type":"1","instId":"","ccy":"USDT","balChg":"5","posBalChg":"0","ts":"1695033476168"}]}"""u8.ToArray();

        FuzzTarget Of<T>(string name, string path, byte[] genuine, Func<ITradingSession, Task<T>> ask, Action<T> check) => Target(name, genuine, "/api/v5/" + path, Usual(), carrier =>
            new OkxTradingSession(
                "test", Keys, new SignedRestClient("test", Keys, Parts(rules, options.Rest, carrier, clock), NullLogger.Instance), clock, connector, ArrivalWindows.None, TimeProvider.System, NullLogger.Instance), ask, check);

        static Dictionary<string, byte[]> Usual() => new()
        {
            ["/api/v5/trade/orders-pending"] = """{"code":"0","msg":"","data":[]}"""u8.ToArray(), ["/api/v5/trade/orders-algo-pending"] = """{"code":"0","msg":"","data":[]}"""u8.ToArray(),
            ["/api/v5/trade/order"] = Shape("Trading/GetOrderDetails"), ["/api/v5/account/balance"] = Shape("Account/GetAccountBalance"),
            ["/api/v5/account/positions"] = Shape("Account/GetAccountPositions"), ["/api/v5/account/config"] = """{"code":"0","msg":"","data":[{"posMode":"net_mode"}]}"""u8.ToArray(),
        };
    }

    private static FuzzTarget Target<TSession, T>(
        string name, byte[] genuine, string path, IReadOnlyDictionary<string, byte[]> usual, Func<HandedAnswer, TSession> make, Func<ITradingSession, Task<T>> ask, Action<T> check)
        where TSession : ITradingSession
    {
        IsRead(genuine, HttpStatusCode.OK).ShouldBeTrue($"the genuine answer about {name} is not read");
        return new FuzzTarget(name, [genuine], payload => IsRead(payload, HandedAnswer.StatusFor(payload)));

        bool IsRead(byte[] payload, HttpStatusCode status)
        {
            T answer;
            try
            {
                answer = ask(make(new HandedAnswer(path, payload, status, usual))).GetAwaiter().GetResult();
            }
            catch (VenueException)
            {
                return false;
            }

            check(answer);
            return true;
        }
    }

    internal static SigningClock Clock(VenueClock clock)
    {
        clock.Observe(1_700_000_000_000);
        return new SigningClock(clock, _ => Task.FromResult(1_700_000_000_000), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeProvider.System);
    }

    internal static SignedRestParts Parts(ISignedRestRules rules, RestOptions options, HttpMessageHandler carrier, SigningClock clock) => new(
        rules, options, new HttpClient(carrier), new RequestGate(new RateBudget(1_000_000, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance),
        new OrderGate([(TimeSpan.FromSeconds(10), 1_000_000)], TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance), TimeSpan.FromMinutes(1), clock, TimeProvider.System);

    private static Order New(InstrumentId instrument, OrderType type) => new(
        "a1", new OrderSpec(instrument, OrderSide.Buy, PositionSide.Net, type, 0.01m, type == OrderType.Limit ? 50_000m : null, type == OrderType.Limit ? null : 40_000m, null, TimeInForce.GoodTillCancel, ReduceOnly: false),
        OrderPurpose.Manual, "key-a1", 1_700_000_000_000);

    private static OrderReference Reference(InstrumentId instrument, bool isConditional = false) => new(instrument, "a1", null, isConditional);

    private static long Recently() => 1_700_000_000_000 - 3_600_000;

    private static void Report(OrderReport? report)
    {
        if (report is not null)
            SoundAnswers.Report(report);
    }

    private static void Reports(IReadOnlyList<OrderReport> reports)
    {
        foreach (var report in reports)
            SoundAnswers.Report(report);
    }

    private static void Fills(IReadOnlyList<Fill> fills)
    {
        foreach (var fill in fills)
            SoundAnswers.Fill(fill);
    }

    private static void Moves(IReadOnlyList<CashMoved> moves)
    {
        foreach (var move in moves)
            SoundAnswers.Cash(move);
    }
}

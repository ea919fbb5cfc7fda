using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Tests.Simulated;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

public sealed class BinanceTradingSimulatedTests : TradingSessionConformance
{
    private protected override async Task<TradingBench> StartAsync() => new Bench(await SimulatorBench.StartAsync(speed: 20));

    [Fact]
    public async Task Key_Expired_IsReplacedAndTheStreamGoesOn()
    {
        await using var bench = await StartAsync();
        await bench.BeginAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.ListenKeyExpired });
        (await bench.Sink.WhenInterruptedAsync()).ShouldContain("expired");
        await bench.Sink.WhenConnectedAsync();
        var (_, ask) = await bench.BestAsync();
        await bench.Session.PlaceAsync(bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask)), default);
        await bench.Sink.UntilAsync<Fill>();
    }

    private sealed class Bench : TradingBench
    {
        private readonly BinanceTradingConnector _connector;

        public Bench(SimulatorBench market)
            : base(market)
        {
            // A machine under load stalls for longer than five seconds of a market that is played fast.
            market.Settings.Trading.ReceiveWindow = TimeSpan.FromMinutes(1);
            _connector = new BinanceTradingConnector((BinanceConnector)market.Connector, TimeProvider.System, NullLoggerFactory.Instance);
            Session = Open("simulatorKey", "simulatorSecret");
        }

        public override ITradingSession Session { get; }

        public override ITradingSession Open(string key, string secret) => _connector.Open("simulated", new ApiKeys(key, secret, null));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _connector.Dispose();
        }
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Tests.Simulated;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

public sealed class OkxTradingSimulatedTests : TradingSessionConformance
{
    // Requests that wait for the pace of the real venue would find prices moved on.
    private protected override async Task<TradingBench> StartAsync() => new Bench(await OkxBench.StartAsync(speed: 10, weightLimit: 60_000));

    private sealed class Bench : TradingBench
    {
        private readonly OkxTradingConnector _connector;

        public Bench(OkxBench market)
            : base(market)
        {
            // A machine under load stalls for longer than five seconds of a market that is played fast.
            market.Settings.Trading.ReceiveWindow = TimeSpan.FromSeconds(30);
            _connector = new OkxTradingConnector((OkxConnector)market.Connector, TimeProvider.System, NullLoggerFactory.Instance);
            Session = Open("simulatorKey", "simulatorSecret");
        }

        public override ITradingSession Session { get; }

        public override ITradingSession Open(string key, string secret) => _connector.Open("simulated", new ApiKeys(key, secret, "simulatorPassphrase"));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _connector.Dispose();
        }
    }
}

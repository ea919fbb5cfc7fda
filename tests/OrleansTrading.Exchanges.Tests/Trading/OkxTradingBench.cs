using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Tests.Simulated;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>An account of the simulator's OKX.</summary>
internal sealed class OkxTradingBench : TradingBench
{
    private readonly OkxTradingConnector _connector;

    public OkxTradingBench(OkxBench market, TimeSpan? receiveWindow = null)
        : base(market)
    {
        market.Settings.Trading.ReceiveWindow = receiveWindow ?? market.Settings.Trading.ReceiveWindow;
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

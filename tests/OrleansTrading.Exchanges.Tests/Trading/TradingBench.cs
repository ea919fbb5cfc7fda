using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Tests.Simulated;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>An account at a venue of the project's simulator, on the real clock, with short times.</summary>
internal abstract class TradingBench(VenueBench market) : IAsyncDisposable
{
    private int _orders;

    public SimulatorHost Simulator => market.Simulator;

    /// <summary>The venue's market data.</summary>
    public IVenueConnector Market => market.Connector;

    public InstrumentId Instrument => market.Instrument;

    public RecordingAccountSink Sink { get; } = new();

    public abstract ITradingSession Session { get; }

    /// <summary>The asset that the account's money is in.</summary>
    public virtual string Asset => "USDT";

    public InstrumentInfo Info { get; private set; } = null!;

    /// <summary>The account by other keys.</summary>
    public abstract ITradingSession Open(string key, string secret);

    /// <summary>Reads the rules, listens, and waits until the stream is whole.</summary>
    public async Task BeginAsync()
    {
        Info = (await Market.Rest.GetInstrumentsAsync(default)).Single(info => info.Id == Instrument);
        Session.Listen(Sink);
        await Sink.WhenConnectedAsync();
    }

    public async Task<(decimal Bid, decimal Ask)> BestAsync()
    {
        var depth = await Market.Rest.GetDepthAsync(Instrument, 5, default);
        return (ToTick((decimal)depth.Bids[0].Price), ToTick((decimal)depth.Asks[0].Price));
    }

    /// <summary>To the nearest tick.</summary>
    public decimal ToTick(decimal price) => Math.Round(price / Info.TickSize) * Info.TickSize;

    /// <summary>The smallest quantity of at least this value.</summary>
    public decimal QuantityOf(decimal notional, decimal price) =>
        Math.Max(Math.Ceiling(notional / price / Info.StepSize) * Info.StepSize, Info.MinQuantity ?? 0);

    public Order New(
        OrderType type, OrderSide side, decimal quantity, decimal? price = null, decimal? stop = null, TimeInForce duration = TimeInForce.GoodTillCancel,
        bool reduceOnly = false, PositionSide position = PositionSide.Net, decimal? trailing = null)
    {
        var id = $"test{Interlocked.Increment(ref _orders)}";
        return new Order(
            id, new OrderSpec(Instrument, side, position, type, quantity, price, stop, trailing, duration, reduceOnly), OrderPurpose.Manual, "key-" + id, 0);
    }

    public async Task<VenuePosition?> PositionAsync(PositionSide side = PositionSide.Net) =>
        (await Session.GetAccountAsync(default)).Positions.SingleOrDefault(position => position.Key == new PositionKey(Instrument, side));

    public virtual async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await market.DisposeAsync();
    }
}

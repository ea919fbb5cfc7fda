using OrleansTrading.Simulator.Admin;
using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.OkxTrading;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Hosting;

/// <summary>What a simulator is made of, wired up.</summary>
internal sealed record SimulatorParts(
    SimulatorMarket Market, TradingVenue Binance, TradingVenue OkxVenue, UserStreams Users, SimulatorClock Clock, SimulatorFaults Faults, StreamHub Hub, MarketEngine Engine, RestEndpoint Rest,
    KrakenRestEndpoint Kraken, OkxSwaps Swaps, OkxRestEndpoint Okx, StreamEndpoint Streams, AdminEndpoint Admin, TradingAdminEndpoint TradingAdmin,
    TimeProvider Time, CancellationTokenSource Stopping, IReadOnlyList<ScriptedFault>? Script)
{
    public static SimulatorParts Build(SimulatorOptions options, TimeProvider time, ILoggerFactory factory)
    {
        var played = PlayedMarket.Load(options, time, factory.CreateLogger<SimulatorHost>());
        var markets = new VenueMarkets(played.Market);
        var clock = new SimulatorClock(time, options.Speed, played.Start, played.End);
        var streamFaults = new StreamFaults(time);
        var sink = new FrameSink(streamFaults);
        var swaps = new OkxSwaps(markets.Okx);
        var registry = new StreamRegistry(markets, swaps, sink);
        var pairs = new KrakenPairs(markets.Kraken);
        var binance = new TradingVenue(BinanceRules.Standard, markets.Binance, played.Start);
        var privateFaults = new PrivateStreamFaults(time);
        var users = new UserStreams(binance, privateFaults, clock, time);
        binance.Open(options.Keys, options.AccountBalance, played.Start);
        var okxVenue = new TradingVenue(OkxRules.Standard, swaps.Truth, played.Start);
        var okxStreams = new PrivateStreams(okxVenue, swaps, privateFaults, clock);
        okxVenue.Open(options.Keys, options.AccountBalance, played.Start);
        var hub = new StreamHub(
            registry, users, new KrakenControl(registry, pairs, clock), new OkxControl(registry, swaps, okxStreams, clock), time, clock.IsPacedByConsumers,
            factory.CreateLogger<StreamHub>());
        var faults = new SimulatorFaults(time, markets, clock, hub, streamFaults, privateFaults, () => users.Expire(all: true));
        var stopping = new CancellationTokenSource();
        var limiter = new RateLimiter(time, options.WeightPerMinute);
        var rest = new RestEndpoint(
            markets.Binance, clock, faults, limiter, new TradingEndpoint(binance, users, clock, faults, limiter, time), time, options.Latency);
        var kraken = new KrakenRestEndpoint(pairs, clock, faults, time, options.Latency);
        var okx = new OkxRestEndpoint(swaps, new PrivateEndpoint(okxVenue, swaps, clock, faults, time), clock, faults, time, options.Latency);
        var script = options.FaultScript is null ? null : FaultScript.Load(options.FaultScript, faults);
        return new SimulatorParts(
            markets.Binance, binance, okxVenue, users, clock, faults, hub,
            new MarketEngine(registry, sink, streamFaults, hub, Follow, clock, time),
            rest,
            kraken,
            swaps,
            okx,
            new StreamEndpoint(hub, faults, new ConnectionRate(time, options.ConnectionsPerFiveMinutes), stopping.Token),
            new AdminEndpoint(markets, swaps, clock, faults, hub, registry, sink, () => rest.Answered + kraken.Answered + okx.Answered),
            new TradingAdminEndpoint(new AccountAdmin([binance, okxVenue], clock), faults),
            time, stopping, script);

        void Follow(long now)
        {
            lock (binance.Gate)
                binance.Advance(now);
            lock (okxVenue.Gate)
                okxVenue.Advance(now);
            privateFaults.Release();
        }
    }

    public void KeepAlive()
    {
        Hub.KeepAlive();
        Users.Expire();
    }

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (StreamEndpoint.TryParse(path, out var listenPath, out var combined, out var names))
        {
            return Streams.HandleAsync(context, listenPath, combined, names);
        }

        if (path.StartsWithSegments("/fapi", StringComparison.Ordinal))
        {
            return GarbledAnswers.HandleAsync(context, Faults, Rest.HandleAsync);
        }

        if (path.StartsWithSegments("/0", StringComparison.Ordinal))
        {
            return GarbledAnswers.HandleAsync(context, Faults, Kraken.HandleAsync);
        }

        if (path.StartsWithSegments("/api/v5", StringComparison.Ordinal))
        {
            return GarbledAnswers.HandleAsync(context, Faults, Okx.HandleAsync);
        }

        if (TradingAdminEndpoint.Handles(path.Value))
        {
            return TradingAdmin.HandleAsync(context);
        }

        if (path.StartsWithSegments("/admin", StringComparison.Ordinal))
        {
            return Admin.HandleAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

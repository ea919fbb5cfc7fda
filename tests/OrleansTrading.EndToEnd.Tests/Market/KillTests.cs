using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>The silo dies without warning; nothing that it had called closed is lost.</summary>
public sealed class KillTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    [Fact]
    public async Task Silo_KilledAndStartedAgain_LosesNoClosedCandle()
    {
        using var data = new TemporaryDirectory();
        var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "5", "--seed", "11", "--speed", "120"]);
        try
        {
            using var venue = new SimulatorClient(simulator.Address);
            var begun = await venue.GetTimeAsync() / Minute * Minute;
            var settings = Settings(simulator);

            await using (var first = await HostProcess.StartSiloAsync(data.Path, settings))
            {
                await LiveUntilAsync(first, begun + (20 * Minute));
                await first.KillAsync();
            }

            long killed;
            List<ApiKline>[] closedBefore;
            await using (var second = await HostProcess.StartSiloAsync(data.Path, settings))
            {
                var now = await venue.GetTimeAsync() / Minute * Minute;
                await LiveUntilAsync(second, now + (10 * Minute));
                using var api = new SiloClient(second.Address);
                killed = (await api.GetInstrumentsAsync()).Max(instrument => instrument.EventTime!.Value) / Minute * Minute - (2 * Minute);
                closedBefore = [.. await Task.WhenAll(Symbols.Select(symbol => ClosedAsync(api, symbol, begun, killed, second)))];
                await second.KillAsync();
            }

            for (var i = 0; i < Symbols.Length; i++)
                closedBefore[i].ShouldBe(await venue.GetClosedKlinesAsync(Symbols[i], "1m", begun, killed), $"{Symbols[i]} against the market");

            // With the venue away as well, only what the store kept can be served.
            await simulator.KillAsync();
            await using var third = await HostProcess.StartSiloAsync(data.Path, settings);
            using var alone = new SiloClient(third.Address);
            for (var i = 0; i < Symbols.Length; i++)
                (await ClosedAsync(alone, Symbols[i], begun, killed, third)).ShouldBe(closedBefore[i], $"{Symbols[i]} from the store alone");
        }
        finally
        {
            await simulator.DisposeAsync();
        }
    }

    private static Dictionary<string, string> Settings(HostProcess simulator) => new()
    {
        ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
        ["Watchlist__Symbols"] = string.Join(',', Symbols),
        ["Market__Intervals"] = "1m,5m",
    };

    private static async Task LiveUntilAsync(HostProcess silo, long venueTime)
    {
        using var api = new SiloClient(silo.Address);
        await Eventually.GetAsync(
            api.GetInstrumentsAsync,
            instruments => instruments.Length == Symbols.Length && instruments.All(instrument => instrument.EventTime > venueTime),
            Limit,
            () => silo.Output);
    }

    private static Task<List<ApiKline>> ClosedAsync(SiloClient api, string symbol, long from, long to, HostProcess silo) => Eventually.GetAsync(
        () => api.GetAllKlinesAsync($"binance:{symbol}", "1m", from, to),
        klines => klines.Count == ((to - from) / Minute) + 1 && klines.All(kline => kline.Closed),
        Limit,
        () => silo.Output);
}

using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Which market a directory of candles belongs to. A candle is known by venue, symbol and open time, which are the same in a real
/// and a simulated market; so a directory is marked with its market when it is first used, and refused to any other.
/// </summary>
internal static class MarketIdentity
{
    private const string FileName = "market.txt";

    /// <exception cref="StartupException">The directory holds candles of another market.</exception>
    public static void Claim(IServiceProvider services)
    {
        var directory = DataDirectory.OfMarket(services.GetRequiredService<IConfiguration>());
        var market = Describe(
            services.GetRequiredService<IOptions<BinanceOptions>>().Value, services.GetRequiredService<IOptions<SimulatorOptions>>().Value);
        var path = Path.Combine(directory, FileName);
        var holder = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        if (holder == market)
            return;
        if (holder.Length > 0 || HasCandles(directory))
        {
            throw new StartupException([
                $"'{directory}' holds candles of {(holder.Length > 0 ? holder : "a market that is not named")}, and the market now is {market}. "
                + "Candles of different markets are never mixed: name another directory with --data DIR."]);
        }

        // Whole or not at all: half a name would lock the directory's own market out.
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, market + Environment.NewLine);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Equal for markets that tell the same candles. A simulator elsewhere is known by its address alone.</summary>
    internal static string Describe(BinanceOptions venue, SimulatorOptions simulator) => venue.Environment switch
    {
        _ when venue.RestAddress is { Length: > 0 } address => $"Binance {venue.Environment} at {address}",
        BinanceEnvironmentKind.Simulator when venue.SimulatorAddress is { Length: > 0 } address => $"Binance Simulator at {address}",
        BinanceEnvironmentKind.Simulator when simulator.ReplayDirectory is { } replayed => $"Binance Simulator, replay of {Path.GetFullPath(replayed)}",
        BinanceEnvironmentKind.Simulator => string.Create(
            CultureInfo.InvariantCulture, $"Binance Simulator, seed {simulator.Seed}, {simulator.TradesPerSecond} trades a second"),
        var real => $"Binance {real}",
    };

    private static bool HasCandles(string directory) =>
        Directory.Exists(Path.Combine(directory, "klines")) && Directory.EnumerateFileSystemEntries(Path.Combine(directory, "klines")).Any();
}

using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Storage.PostgreSql.Candles;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Which market a directory of candles belongs to. A candle is known by venue, symbol and open time, which are the same in a real
/// and a simulated market; so a directory is marked with its market when it is first used, and refused to any other. Each venue has a
/// line of its own: one that is added to a directory later adds its line.
/// </summary>
internal static class MarketIdentity
{
    private const string FileName = "market.txt";

    /// <exception cref="StartupException">The directory holds candles of another market.</exception>
    public static void Claim(IServiceProvider services)
    {
        var directory = DataDirectory.OfMarket(services.GetRequiredService<IConfiguration>());
        var path = Path.Combine(directory, FileName);
        var holders = File.Exists(path) ? File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).ToList() : [];
        var claimed = holders.ToList();
        foreach (var (venue, market) in Markets(services))
        {
            var holder = holders.Find(line => line.StartsWith(venue + " ", StringComparison.Ordinal));
            if (holder == market)
                continue;
            if (holder is not null || HasCandles(directory, venue))
            {
                throw new StartupException([
                    $"'{directory}' holds candles of {holder ?? "a market that is not named"}, and the market now is {market}. "
                    + "Candles of different markets are never mixed: name another directory with --data DIR."]);
            }

            claimed.Add(market);
        }

        if (claimed.Count > holders.Count)
            Write(path, claimed);
    }

    /// <summary>The same for a database.</summary>
    /// <exception cref="StartupException">The database holds candles of another market.</exception>
    public static async Task ClaimAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<PostgresMarketStore>();
        foreach (var (venue, market) in Markets(services))
        {
            if (await store.ClaimMarketAsync(venue, market, cancellationToken) is { } holder && holder != market)
            {
                throw new StartupException([
                    $"The database holds candles of {holder}, and the market now is {market}. "
                    + "Candles of different markets are never mixed: name another database with ConnectionStrings:Database."]);
            }
        }
    }

    /// <summary>Equal for markets that tell the same candles. A simulator elsewhere is known by its address alone.</summary>
    internal static string Describe(BinanceOptions venue, SimulatorOptions simulator) => Describe(
        "Binance", venue.Environment.ToString(), venue.Environment == BinanceEnvironmentKind.Simulator, venue.RestAddress, venue.SimulatorAddress, simulator);

    /// <inheritdoc cref="Describe(BinanceOptions, SimulatorOptions)"/>
    internal static string Describe(KrakenOptions venue, SimulatorOptions simulator) => Describe(
        "Kraken", venue.Environment.ToString()!, venue.Environment == KrakenEnvironmentKind.Simulator, venue.RestAddress, venue.SimulatorAddress, simulator);

    /// <inheritdoc cref="Describe(BinanceOptions, SimulatorOptions)"/>
    internal static string Describe(OkxOptions venue, SimulatorOptions simulator) => Describe(
        "Okx", venue.Environment.ToString()!, venue.Environment == OkxEnvironmentKind.Simulator, venue.RestAddress, venue.SimulatorAddress, simulator);

    /// <summary>A line for each venue that is there. The lines of others stay: their candles do.</summary>
    private static IEnumerable<(string Venue, string Market)> Markets(IServiceProvider services)
    {
        var simulator = services.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        yield return ("Binance", Describe(services.GetRequiredService<IOptions<BinanceOptions>>().Value, simulator));
        if (services.GetService<KrakenEnvironment>() is not null)
            yield return ("Kraken", Describe(services.GetRequiredService<IOptions<KrakenOptions>>().Value, simulator));
        if (services.GetService<OkxEnvironment>() is not null)
            yield return ("Okx", Describe(services.GetRequiredService<IOptions<OkxOptions>>().Value, simulator));
    }

    private static string Describe(
        string venue, string kind, bool isSimulated, string? restAddress, string? simulatorAddress, SimulatorOptions simulator) => restAddress switch
    {
        { Length: > 0 } address => $"{venue} {kind} at {address}",
        _ when isSimulated && simulatorAddress is { Length: > 0 } address => $"{venue} Simulator at {address}",
        _ when isSimulated && simulator.ReplayDirectory is { } replayed => $"{venue} Simulator, replay of {Path.GetFullPath(replayed)}",
        _ when isSimulated => string.Create(
            CultureInfo.InvariantCulture, $"{venue} Simulator, seed {simulator.Seed}, {simulator.TradesPerSecond} trades a second")
            + (simulator.Burst is { } burst ? $", burst {burst}" : "")
            + (simulator.QuietSymbols > 0 ? $", {simulator.QuietSymbols} of {simulator.Symbols} symbols quiet" : ""),
        _ => $"{venue} {kind}",
    };

    private static void Write(string path, IEnumerable<string> markets)
    {
        // Whole or not at all: half a name would lock the directory's own market out.
        var temporary = path + ".tmp";
        File.WriteAllLines(temporary, markets);
        File.Move(temporary, path, overwrite: true);
    }

    private static bool HasCandles(string directory, string venue) =>
        Directory.Exists(Path.Combine(directory, "klines"))
        && Directory.EnumerateFileSystemEntries(Path.Combine(directory, "klines"), venue.ToLowerInvariant() + "~*").Any();
}

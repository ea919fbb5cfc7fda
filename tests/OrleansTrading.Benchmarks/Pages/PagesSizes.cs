using System.Globalization;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>How much is measured; the environment can make it smaller for a trial.</summary>
/// <param name="Symbols">Symbols of the market, all of them followed: <c>PAGES_SYMBOLS</c>.</param>
/// <param name="Loads">Fresh loads of each page: <c>PAGES_LOADS</c>.</param>
/// <param name="Circuits">Pages open at once: <c>PAGES_CIRCUITS</c>.</param>
/// <param name="Seconds">How long updates are watched: <c>PAGES_SECONDS</c>.</param>
internal sealed record PagesSizes(int Symbols, int Loads, int Circuits, int Seconds)
{
    public static PagesSizes FromEnvironment() => new(Number("SYMBOLS", 500), Number("LOADS", 20), Number("CIRCUITS", 50), Number("SECONDS", 60));

    private static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable("PAGES_" + name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}

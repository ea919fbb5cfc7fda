using System.Text.RegularExpressions;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>What the name of a file says: BTCUSDT-1m-2020-01-01.zip, BTCUSDT-aggTrades-2024-01.csv, 1h/BTCUSDT.csv.</summary>
internal sealed partial record ReplayFileName(string Symbol, VenueInterval? Interval, bool IsTrades)
{
    /// <summary>Null when the name does not start with a symbol.</summary>
    public static ReplayFileName? Parse(string path)
    {
        var match = Pattern().Match(Path.GetFileNameWithoutExtension(path));
        if (!match.Success)
        {
            return null;
        }

        var kind = match.Groups["kind"].Value;
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        return new ReplayFileName(
            match.Groups["symbol"].Value,
            VenueInterval.Find(kind) ?? VenueInterval.Find(folder),
            kind == "aggTrades" || (kind.Length == 0 && folder == "aggTrades"));
    }

    [GeneratedRegex(@"^(?<symbol>[A-Z0-9_]+)(-(?<kind>aggTrades|\d+[mhdwM]|1mo))?(-\d{4}-\d{2}(-\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

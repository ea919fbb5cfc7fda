using System.Globalization;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Cluster;

/// <summary>Figures of processes and calls as people read them.</summary>
internal static class ClusterFigures
{
    /// <summary>A report that is older than this is not of now; a silo tells of itself every five seconds.</summary>
    public static readonly TimeSpan ReportAge = TimeSpan.FromSeconds(20);

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary><c>512 MiB</c>, <c>1.45 GiB</c>.</summary>
    public static string Bytes(double? bytes)
    {
        if (bytes is not { } value || !double.IsFinite(value))
            return Figures.None;
        var unit = 0;
        while (Math.Abs(value) >= 1023.5 && unit < Units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(value < 9.995 && unit > 0 ? "0.00" : value < 99.95 && unit > 0 ? "0.0" : "0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    /// <summary><c>85 µs</c>, <c>12.3 ms</c>, <c>1.24 s</c>.</summary>
    public static string Latency(double? milliseconds) => milliseconds switch
    {
        null => Figures.None,
        < 0.9995 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0.#} µs"),
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.##} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
    };

    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.0} %");

    public static string Rate(double perSecond) => perSecond is > 0 and < 0.05 ? "<0.1" : perSecond < 100 ? perSecond.ToString("0.0", CultureInfo.InvariantCulture) : Figures.Compact(perSecond);

    /// <summary>Whether what a silo told of itself is too old to be of now.</summary>
    public static bool IsOld(SiloStanding silo, long now) => silo.Report is not { } report || now - report.Time > ReportAge.TotalMilliseconds;
}

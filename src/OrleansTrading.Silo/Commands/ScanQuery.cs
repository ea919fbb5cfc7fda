namespace OrleansTrading.Silo.Commands;

/// <summary>What a scan is asked for, as it was written; the service judges it.</summary>
internal sealed record ScanQuery(string? Intervals, string? MinScore, string? Max, string? Watchlist)
{
    /// <param name="source"><c>cache</c> or <c>rest</c>.</param>
    public string ToText(string source)
    {
        (string Name, string? Value)[] parameters =
            [("source", source), ("intervals", Intervals), ("minScore", MinScore), ("max", Max), ("watchlist", Watchlist)];
        return string.Join('&', parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
    }
}

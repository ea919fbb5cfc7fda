namespace OrleansTrading.Silo.Commands;

/// <summary><c>scan --compare</c>: the same scan from the cache and by REST.</summary>
internal sealed class ScanCompareCommand(ScanQuery query) : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var cache = await context.Silo.ScanAsync(query.ToText("cache"), cancellationToken);
        var rest = await context.Silo.ScanAsync(query.ToText("rest"), cancellationToken);
        await context.Output.WriteLineAsync(Totals(cache, rest).ToString());
        await context.Output.WriteAsync(Ranking(cache, rest).ToString());
        return ExitCodes.Done;
    }

    private static TextTable Totals(ScanAnswer cache, ScanAnswer rest)
    {
        var table = new TextTable("", ">CACHE", ">REST");
        table.Add("time", Words.Duration(cache.ElapsedMs), Words.Duration(rest.ElapsedMs));
        table.Add("REST calls", $"{cache.RestCalls}", $"{rest.RestCalls}");
        table.Add("cache hits", $"{cache.CacheHits}", $"{rest.CacheHits}");
        table.Add("scanned", $"{cache.Scanned}", $"{rest.Scanned}");
        table.Add("left out", $"{cache.Skipped?.Count ?? 0}", $"{rest.Skipped?.Count ?? 0}");
        table.Add("results", $"{cache.Results?.Count ?? 0}", $"{rest.Results?.Count ?? 0}");
        return table;
    }

    /// <remarks>In the cache's order; what only REST ranks comes after it.</remarks>
    private static TextTable Ranking(ScanAnswer cache, ScanAnswer rest)
    {
        var table = new TextTable(">#", "INSTRUMENT", "INTERVAL", "DIRECTION", ">CACHE", ">REST", ">DIFFERENCE", ">RANK BY REST", "FACTORS THAT DIFFER");
        var (held, asked) = (ByKey(cache), ByKey(rest));
        foreach (var key in held.Keys.Concat(asked.Keys.Where(key => !held.ContainsKey(key))))
        {
            var (mine, theirs) = (held.GetValueOrDefault(key), asked.GetValueOrDefault(key));
            var row = (mine.Row ?? theirs.Row)!;
            table.Add(
                mine.Row is null ? Words.Nothing : $"{mine.Rank}",
                row.Id,
                row.Interval,
                row.Direction ?? Words.Nothing,
                Score(mine.Row),
                Score(theirs.Row),
                mine.Row is null || theirs.Row is null ? Words.Nothing : Words.Number(theirs.Row.Score - mine.Row.Score),
                theirs.Row is null ? Words.Nothing : $"{theirs.Rank}",
                mine.Row is null || theirs.Row is null ? Words.Nothing : FactorDifferences.Of(mine.Row, theirs.Row));
        }

        return table;
    }

    private static Dictionary<(string Id, string Interval), (ScanRow? Row, int Rank)> ByKey(ScanAnswer scan)
    {
        var rows = new Dictionary<(string, string), (ScanRow?, int)>();
        foreach (var row in scan.Results ?? [])
            rows.TryAdd((row.Id, row.Interval), (row, rows.Count + 1));
        return rows;
    }

    private static string Score(ScanRow? row) => row is null ? Words.Nothing : Words.Number(row.Score);
}

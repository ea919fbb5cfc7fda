namespace OrleansTrading.Silo.Commands;

/// <summary><c>scan</c></summary>
internal sealed class ScanCommand(ScanQuery query) : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var scan = await context.Silo.ScanAsync(query.ToText("cache"), cancellationToken);
        var table = new TextTable(">#", "INSTRUMENT", "INTERVAL", "DIRECTION", ">SCORE", "REGIME");
        foreach (var (row, index) in (scan.Results ?? []).Select((row, index) => (row, index)))
            table.Add($"{index + 1}", row.Id, row.Interval, row.Direction ?? Words.Nothing, Words.Number(row.Score), row.Regime ?? Words.Nothing);
        await context.Output.WriteAsync(table.ToString());
        await context.Output.WriteLineAsync($"{scan.Scanned} scanned in {Words.Duration(scan.ElapsedMs)} with {scan.RestCalls} REST calls");
        foreach (var reason in (scan.Skipped ?? []).GroupBy(skip => skip.Reason ?? "").OrderByDescending(group => group.Count()))
            await context.Output.WriteLineAsync($"{reason.Count()} left out: {reason.Key}");
        return ExitCodes.Done;
    }
}

using System.Globalization;
using System.Text;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Everything that was promised, with what was reached, and what each benchmark cost.</summary>
internal static class TargetTable
{
    public static string Of(RunReport report)
    {
        var promised = report.Figures.Where(figure => figure.Target is not null).ToList();
        var missed = promised.Count(figure => figure.IsKept == false);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Targets: {promised.Count - missed} of {promised.Count} kept");
        text.AppendLine();
        text.AppendLine("| benchmark | figure | measured | target | |\n|---|---|---:|---:|---|");
        foreach (var figure in promised)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {figure.Benchmark} | {figure.Name}, {figure.Statistic} | {figure.Value:#,0.####} {figure.Unit} | {(figure.IsMoreBetter ? "at least" : "at most")} {figure.Target:#,0.####} {figure.Unit} | {Verdict(figure)} |");
        }

        text.AppendLine();
        text.AppendLine("| benchmark | took | allocated | peak memory | collector's pauses | |\n|---|---:|---:|---:|---:|---|");
        foreach (var result in report.Results)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {result.Name} | {result.Seconds:N0} s | {result.AllocatedBytes / 1e6:N0} MB | {result.PeakBytes / 1e6:N0} MB | {result.PauseMilliseconds:N0} ms | {(result.Failure is { } failure ? $"**failed**: {failure.ReplaceLineEndings(" ")}" : "")} |");
        }

        return text.ToString();
    }

    private static string Verdict(Figure figure)
    {
        if (figure.IsKept == true)
            return "kept";
        var by = figure.IsMoreBetter ? (figure.Target!.Value / figure.Value) - 1 : (figure.Value / figure.Target!.Value) - 1;
        return string.Create(CultureInfo.InvariantCulture, $"**missed by {by:P0}**");
    }
}

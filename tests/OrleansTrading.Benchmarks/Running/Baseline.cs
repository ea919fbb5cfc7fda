using System.Globalization;
using System.Text;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// This run beside an older one. Times and rates are taken as ratios to the calibration loop of their own run, so that a slower machine is no regression;
/// what does not depend on the machine, bytes and counts, is compared as it is.
/// </summary>
internal static class Baseline
{
    /// <summary>By how much a figure may be worse, as a share.</summary>
    public const double Tolerance = 0.2;

    /// <summary>Every figure of both, how much worse it has become (1.2: a fifth), the worst first.</summary>
    public static IReadOnlyList<(Figure Now, Figure Before, double Worse)> Compare(RunReport now, RunReport before)
    {
        var older = new Dictionary<string, (Figure Figure, double Calibration)>(StringComparer.Ordinal);
        foreach (var result in before.Results)
        {
            foreach (var figure in result.Figures)
                older.TryAdd(figure.Key, (figure, result.Calibration));
        }

        var compared =
            from result in now.Results
            from figure in result.Figures
            where older.ContainsKey(figure.Key)
            let other = older[figure.Key]
            let worse = Worse(figure, result.Calibration, other.Figure, other.Calibration)
            orderby worse descending
            select (figure, other.Figure, worse);
        return [.. compared];
    }

    /// <summary>What this run lacks of the figures that its benchmarks had in the older one.</summary>
    public static IReadOnlyList<string> Missing(RunReport now, RunReport before)
    {
        var names = now.Results.Select(result => result.Name).ToHashSet(StringComparer.Ordinal);
        return [.. before.Results.Where(result => names.Contains(result.Name)).SelectMany(result => result.Figures).Select(figure => figure.Key).Except(now.Figures.Select(figure => figure.Key))];
    }

    public static string ToMarkdown(RunReport now, RunReport before)
    {
        var compared = Compare(now, before);
        var worse = compared.Where(pair => pair.Worse > 1 + Tolerance).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Beside the baseline: {worse.Count} of {compared.Count} figures are worse by more than {Tolerance:P0}");
        text.AppendLine();
        if (Missing(now, before) is [_, ..] missing)
            text.AppendLine(CultureInfo.InvariantCulture, $"Only in the baseline: {string.Join(", ", missing)}.").AppendLine();
        if (worse.Count == 0)
            return text.ToString();
        text.AppendLine("| figure | baseline | now | worse, beside the calibration loop |\n|---|---:|---:|---:|");
        foreach (var (figure, older, ratio) in worse)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Key} | {older.Value:0.####} {older.Unit} | {figure.Value:0.####} {figure.Unit} | {ratio - 1:P0} |");
        return text.ToString();
    }

    private static double Worse(Figure now, double calibration, Figure before, double calibrationBefore)
    {
        var (value, old) = (now.Value, before.Value);
        if (now.IsOfSpeed && calibration > 0 && calibrationBefore > 0)
        {
            var slower = calibration / calibrationBefore;
            value = now.IsMoreBetter ? value * slower : value / slower;
        }

        var (worse, better) = now.IsMoreBetter ? (old, value) : (value, old);
        return worse == better ? 1 : better == 0 ? double.PositiveInfinity : worse / better;
    }
}

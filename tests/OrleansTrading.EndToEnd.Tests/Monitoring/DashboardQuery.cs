using System.Text.RegularExpressions;

namespace OrleansTrading.EndToEnd.Tests.Monitoring;

/// <summary>A query of a panel, or of a rule.</summary>
internal sealed partial record DashboardQuery(string Where, string Expression, string Legend = "")
{
    /// <summary>Labels that the legend names.</summary>
    public IEnumerable<string> LegendLabels => Label().Matches(Legend).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Label();
}

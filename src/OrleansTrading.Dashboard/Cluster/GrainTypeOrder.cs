using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Dashboard.Cluster;

/// <summary>How the table of grain types is sorted.</summary>
/// <param name="Column">By what.</param>
/// <param name="IsDescending">Whether the largest come first.</param>
internal readonly record struct GrainTypeOrder(GrainTypeColumn Column, bool IsDescending)
{
    public static GrainTypeOrder Default { get; } = new(GrainTypeColumn.Calls, true);

    /// <summary>After a click on a column's head: the other way round, or that column, names upwards and figures downwards.</summary>
    public GrainTypeOrder Clicked(GrainTypeColumn column) =>
        column == Column ? this with { IsDescending = !IsDescending } : new GrainTypeOrder(column, column != GrainTypeColumn.Name);

    public IEnumerable<GrainTypeFigures> Sort(IEnumerable<GrainTypeFigures> types)
    {
        var named = types.OrderBy(type => type.ShortName, StringComparer.OrdinalIgnoreCase);
        if (Column == GrainTypeColumn.Name)
            return IsDescending ? named.Reverse() : named;
        Func<GrainTypeFigures, double> key = Column switch
        {
            GrainTypeColumn.Activations => type => type.Activations,
            GrainTypeColumn.P50 => type => type.P50 ?? -1,
            GrainTypeColumn.P95 => type => type.P95 ?? -1,
            GrainTypeColumn.P99 => type => type.P99 ?? -1,
            _ => type => type.CallsPerSecond,
        };
        return IsDescending ? named.OrderByDescending(key) : named.OrderBy(key);
    }
}

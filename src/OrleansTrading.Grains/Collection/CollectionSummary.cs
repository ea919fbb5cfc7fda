using System.Globalization;

namespace OrleansTrading.Grains.Collection;

/// <summary>What came of one round of collecting.</summary>
/// <param name="Total">Symbols.</param>
/// <param name="Collected">Those whose data is at hand and current.</param>
/// <param name="Failed">Those that were asked for in vain.</param>
/// <param name="Skipped">Those that were not asked for, because they are not live yet or the weight budget was short.</param>
/// <param name="Requests">Requests that went to venues.</param>
/// <param name="Took">How long it took.</param>
public sealed record CollectionSummary(int Total, int Collected, int Failed, int Skipped, int Requests, TimeSpan Took)
{
    /// <summary><c>37/39 ok, 1 failed, took 0.4 s (1 skipped)</c></summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Collected}/{Total} ok, {Failed} failed, took {Took.TotalSeconds:0.0##} s{(Skipped > 0 ? $" ({Skipped} skipped)" : "")}");
}

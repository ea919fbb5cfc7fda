using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Portfolio;

/// <summary>What is at stake over accounts and venues.</summary>
/// <param name="Total">Everything.</param>
/// <param name="Assets">By base asset, the largest gross value first.</param>
/// <param name="Venues">By venue, by name. What is hedged there is hedged at that venue alone.</param>
/// <param name="Accounts">By account, by name.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ExposureReport")]
public sealed record ExposureReport(
    [property: Id(0)] Exposure Total,
    [property: Id(1)] ImmutableArray<Exposure> Assets,
    [property: Id(2)] ImmutableArray<Exposure> Venues,
    [property: Id(3)] ImmutableArray<Exposure> Accounts)
{
    /// <summary>Adds positions up in one pass over each grouping.</summary>
    public static ExposureReport Of(IReadOnlyCollection<HeldPosition> positions) => new(
        Sum("", positions),
        [.. Group(positions, position => position.BaseAsset).OrderByDescending(exposure => exposure.Gross).ThenBy(exposure => exposure.Name, StringComparer.Ordinal)],
        [.. Group(positions, position => position.Instrument.Venue).OrderBy(exposure => exposure.Name, StringComparer.Ordinal)],
        [.. Group(positions, position => position.Account).OrderBy(exposure => exposure.Name, StringComparer.Ordinal)]);

    private static IEnumerable<Exposure> Group(IReadOnlyCollection<HeldPosition> positions, Func<HeldPosition, string> key) =>
        positions.GroupBy(key, StringComparer.Ordinal).Select(group => Sum(group.Key, group));

    private static Exposure Sum(string name, IEnumerable<HeldPosition> positions)
    {
        var sides = new Dictionary<string, (decimal Long, decimal Short)>(StringComparer.Ordinal);
        var (unrealised, count) = (0m, 0);
        foreach (var position in positions)
        {
            var value = position.Quantity * position.Price;
            var (held, owed) = sides.GetValueOrDefault(position.BaseAsset);
            sides[position.BaseAsset] = value >= 0 ? (held + value, owed) : (held, owed - value);
            (unrealised, count) = (unrealised + position.Unrealised, count + 1);
        }

        return new Exposure(
            name, sides.Values.Sum(side => side.Long), sides.Values.Sum(side => side.Short), sides.Values.Sum(side => Math.Min(side.Long, side.Short)),
            unrealised, count);
    }
}

using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>The venues that the settings name must be there. Where no venue has told its name, as with bare connectors, nothing is checked.</summary>
internal sealed class WatchlistVenueCheck(IEnumerable<VenueName> venues) : IValidateOptions<WatchlistOptions>
{
    private readonly string[] _known = [.. venues.Select(venue => venue.Name).Order(StringComparer.Ordinal)];

    public ValidateOptionsResult Validate(string? name, WatchlistOptions options)
    {
        if (_known.Length == 0)
            return ValidateOptionsResult.Success;
        var faults = new List<string>();
        if (!_known.Contains(options.Venue))
            faults.Add($"{WatchlistOptions.Section}:{nameof(options.Venue)} is '{options.Venue}'; expected one of {string.Join(", ", _known)}.");
        foreach (var entry in options.Symbols.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (InstrumentId.TryParse(entry, out var id) && !_known.Contains(id.Venue))
                faults.Add($"{WatchlistOptions.Section}:{nameof(options.Symbols)}: '{entry}' is of no known venue; expected one of {string.Join(", ", _known)}.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

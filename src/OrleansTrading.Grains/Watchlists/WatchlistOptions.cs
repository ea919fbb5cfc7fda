using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Which instruments are live. Section <c>Watchlist</c>.</summary>
public sealed class WatchlistOptions : IValidatableObject
{
    public const string Section = "Watchlist";

    /// <summary>The venue whose instruments are chosen from.</summary>
    [Required]
    public string Venue { get; set; } = "binance";

    /// <summary>
    /// A fixed list, separated by commas: symbols of the venue, or full ids of any, for example <c>BTCUSDT,kraken:XBTUSD</c>.
    /// Empty: the most liquid ones are chosen.
    /// </summary>
    public string Symbols { get; set; } = "";

    /// <summary>How many of the most liquid instruments are live when there is no fixed list.</summary>
    [Range(1, 5000)]
    public int Top { get; set; } = 20;

    /// <summary>Only instruments priced in this asset are chosen.</summary>
    [Required]
    public string QuoteAsset { get; set; } = "USDT";

    /// <summary>How far within, or beyond, the last of <see cref="Top"/> an instrument must rank to displace another, or to leave; a fraction of it.</summary>
    [Range(0.0, 1.0)]
    public double RankMargin { get; set; } = 0.2;

    /// <summary>How long an instrument stays on the list at least.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan MinimumDwell { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A younger instrument counts for less, in proportion to its age.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MatureAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many instruments that may join next are kept live beside the list, so that they come warm.</summary>
    [Range(0, 100)]
    public int WarmAhead { get; set; } = 2;

    /// <summary>How often every instrument of the list is made sure of; a symbol lost with its silo is live again within it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The second list: what moves.</summary>
    public OverlayOptions Overlay { get; set; } = new();

    /// <summary>The fixed list; empty where instruments are chosen.</summary>
    /// <exception cref="FormatException">An entry is no instrument id.</exception>
    public IReadOnlyList<InstrumentId> ParseSymbols() => [.. Entries().Select(InstrumentId.Parse)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var entry in Entries().Where(entry => !InstrumentId.TryParse(entry, out _)))
            yield return new ValidationResult($"{Section}:{nameof(Symbols)}: '{entry}' is not an instrument id; expected {InstrumentId.Expected}.", [nameof(Symbols)]);
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(Overlay, new ValidationContext(Overlay), faults, validateAllProperties: true);
        foreach (var fault in faults)
            yield return new ValidationResult($"{Section}:{nameof(Overlay)}: {fault.ErrorMessage}", [nameof(Overlay)]);
    }

    private IEnumerable<string> Entries() => Symbols
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Contains(':', StringComparison.Ordinal) ? entry : $"{Venue}:{entry}").Distinct();
}

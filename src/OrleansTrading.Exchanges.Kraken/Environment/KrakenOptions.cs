using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.Environment;

/// <summary>Section <c>Venues:Kraken</c>.</summary>
public sealed class KrakenOptions : IValidatableObject
{
    public const string Section = "Venues:Kraken";

    private static readonly int[] BookDepths = [10, 25, 100, 500, 1000];

    /// <summary>Whether the venue is there at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Simulator or Live; empty: what the host's other venues are, a simulator where there are none.</summary>
    [EnumDataType(typeof(KrakenEnvironmentKind))]
    public KrakenEnvironmentKind? Environment { get; set; }

    /// <summary>Where the simulator listens, for example http://127.0.0.1:9090; empty: the host starts one.</summary>
    public string? SimulatorAddress { get; set; }

    /// <summary>Overrides the environment's REST address (http or https).</summary>
    public string? RestAddress { get; set; }

    /// <summary>Overrides the environment's stream address (ws or wss).</summary>
    public string? StreamAddress { get; set; }

    /// <summary>Pairs that jobs follow, by the venue's alternative names, separated by commas.</summary>
    public string Pairs { get; set; } = "XBTUSD,ETHUSD,SOLUSD";

    /// <summary>Levels a side of a book stream: 10, 25, 100, 500 or 1000.</summary>
    public int BookDepth { get; set; } = 25;

    /// <summary>Requests: limit, times, retries. The venue allows about one public request a second and address.</summary>
    public RestOptions Rest { get; set; } = new() { WeightLimit = 60, DefaultRetryAfter = TimeSpan.FromSeconds(15) };

    /// <summary>Stream connections: sizes, pace, reconnects. The venue's gateway takes about 150 attempts in ten minutes.</summary>
    public StreamOptions Streams { get; set; } = new() { MaxConnectionsPerFiveMinutes = 75 };

    public IReadOnlyList<InstrumentId> ParsePairs() => [.. Split(Pairs).Select(pair => new InstrumentId(KrakenSymbols.Venue, pair)).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        CheckAddress(nameof(SimulatorAddress), SimulatorAddress, ["http", "https"], results);
        CheckAddress(nameof(RestAddress), RestAddress, ["http", "https"], results);
        CheckAddress(nameof(StreamAddress), StreamAddress, ["ws", "wss"], results);
        foreach (var bad in Split(Pairs).Where(pair => !KrakenSymbols.TryToInstrument(pair, out _)))
            results.Add(new ValidationResult($"{nameof(Pairs)} is '{Pairs}'; '{bad}' is not a pair's alternative name such as XBTUSD.", [nameof(Pairs)]));
        if (!BookDepths.Contains(BookDepth))
            results.Add(new ValidationResult($"{nameof(BookDepth)} is {BookDepth}; expected one of {string.Join(", ", BookDepths)}.", [nameof(BookDepth)]));
        foreach (var (name, part) in Parts())
        {
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(part, new ValidationContext(part), faults, validateAllProperties: true);
            results.AddRange(faults.Select(fault => new ValidationResult($"{name}: {fault.ErrorMessage}", [name])));
        }

        return results;
    }

    private IEnumerable<(string Name, object Part)> Parts() => [(nameof(Rest), Rest), (nameof(Streams), Streams)];

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void CheckAddress(string name, string? address, string[] schemes, List<ValidationResult> results)
    {
        if (string.IsNullOrWhiteSpace(address))
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme))
            results.Add(new ValidationResult($"{name} is '{address}'; expected an address that begins with {string.Join(" or ", schemes)}.", [name]));
    }
}

using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.Environment;

/// <summary>Section <c>Venues:Okx</c>.</summary>
public sealed class OkxOptions : IValidatableObject
{
    public const string Section = "Venues:Okx";

    /// <summary>A subscribe request must stay below 64 KB; a mark price is three channels of about 60 bytes.</summary>
    private const int MostStreamsPerRequest = 300;

    /// <summary>Whether the venue is there at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Simulator, Demo or Live; empty: what the host's other venues are, a simulator where there are none.</summary>
    [EnumDataType(typeof(OkxEnvironmentKind))]
    public OkxEnvironmentKind? Environment { get; set; }

    /// <summary>Where the simulator listens, for example http://127.0.0.1:9090; empty: the host starts one.</summary>
    public string? SimulatorAddress { get; set; }

    /// <summary>Overrides the environment's REST address (http or https).</summary>
    public string? RestAddress { get; set; }

    /// <summary>Overrides the environment's stream address (ws or wss).</summary>
    public string? StreamAddress { get; set; }

    /// <summary>Swaps that jobs follow, by the venue's names, separated by commas.</summary>
    public string Swaps { get; set; } = "BTC-USDT-SWAP,ETH-USDT-SWAP,SOL-USDT-SWAP";

    /// <summary>Requests: limit, times, retries. The venue limits each endpoint by two seconds; a thirtieth of the limit goes in these at most.</summary>
    public RestOptions Rest { get; set; } = new() { WeightLimit = 600, DefaultRetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>
    /// Stream connections: sizes, pace, reconnects. The venue takes 3 connection attempts a second and 480 requests an hour and connection.
    /// </summary>
    public StreamOptions Streams { get; set; } = new() { MaxConnectionsPerSecond = 3, MaxRequestsPerHour = 480 };

    /// <summary>Orders and accounts.</summary>
    public OkxTradingOptions Trading { get; set; } = new();

    public IReadOnlyList<InstrumentId> ParseSwaps() => [.. Split(Swaps).Select(swap => new InstrumentId(OkxSymbols.Venue, swap)).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        CheckAddress(nameof(SimulatorAddress), SimulatorAddress, ["http", "https"], results);
        CheckAddress(nameof(RestAddress), RestAddress, ["http", "https"], results);
        CheckAddress(nameof(StreamAddress), StreamAddress, ["ws", "wss"], results);
        foreach (var bad in Split(Swaps).Where(swap => !OkxSymbols.TryToInstrument(swap, out _)))
            results.Add(new ValidationResult($"{nameof(Swaps)} is '{Swaps}'; '{bad}' is not a swap's name such as BTC-USDT-SWAP.", [nameof(Swaps)]));
        if (Streams.MaxStreamsPerRequest > MostStreamsPerRequest)
        {
            results.Add(new ValidationResult(
                $"{nameof(Streams)}: {nameof(Streams.MaxStreamsPerRequest)} is {Streams.MaxStreamsPerRequest}; expected at most {MostStreamsPerRequest}.", [nameof(Streams)]));
        }

        foreach (var (name, part) in ((string, object)[])[(nameof(Rest), Rest), (nameof(Streams), Streams), (nameof(Trading), Trading)])
        {
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(part, new ValidationContext(part), faults, validateAllProperties: true);
            results.AddRange(faults.Select(fault => new ValidationResult($"{name}: {fault.ErrorMessage}", [name])));
        }

        return results;
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void CheckAddress(string name, string? address, string[] schemes, List<ValidationResult> results)
    {
        if (string.IsNullOrWhiteSpace(address))
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme))
            results.Add(new ValidationResult($"{name} is '{address}'; expected an address that begins with {string.Join(" or ", schemes)}.", [name]));
    }
}

using System.ComponentModel.DataAnnotations;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.Environment;

/// <summary>Section <c>Venues:Binance</c>.</summary>
public sealed class BinanceOptions : IValidatableObject
{
    public const string Section = "Venues:Binance";

    /// <summary>Simulator, Testnet or Live.</summary>
    [EnumDataType(typeof(BinanceEnvironmentKind))]
    public BinanceEnvironmentKind Environment { get; set; } = BinanceEnvironmentKind.Simulator;

    /// <summary>Where the simulator listens, for example http://127.0.0.1:9090; empty: the host starts one.</summary>
    public string? SimulatorAddress { get; set; }

    /// <summary>Overrides the environment's REST address (http or https).</summary>
    public string? RestAddress { get; set; }

    /// <summary>Overrides the environment's stream address (ws or wss).</summary>
    public string? StreamAddress { get; set; }

    /// <summary>Requests: weight limit, times, retries.</summary>
    public RestOptions Rest { get; set; } = new();

    /// <summary>Stream connections: sizes, pace, reconnects.</summary>
    public StreamOptions Streams { get; set; } = new();

    /// <summary>Orders and accounts.</summary>
    public BinanceTradingOptions Trading { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        CheckAddress(nameof(SimulatorAddress), SimulatorAddress, ["http", "https"], results);
        CheckAddress(nameof(RestAddress), RestAddress, ["http", "https"], results);
        CheckAddress(nameof(StreamAddress), StreamAddress, ["ws", "wss"], results);
        foreach (var (name, part) in Parts())
        {
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(part, new ValidationContext(part), faults, validateAllProperties: true);
            results.AddRange(faults.Select(fault => new ValidationResult($"{name}: {fault.ErrorMessage}", [name])));
        }

        return results;
    }

    private IEnumerable<(string Name, object Part)> Parts() => [(nameof(Rest), Rest), (nameof(Streams), Streams), (nameof(Trading), Trading)];

    private static void CheckAddress(string name, string? address, string[] schemes, List<ValidationResult> results)
    {
        if (string.IsNullOrWhiteSpace(address))
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme))
            results.Add(new ValidationResult($"{name} is '{address}'; expected an address that begins with {string.Join(" or ", schemes)}.", [name]));
    }
}

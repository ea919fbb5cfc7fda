using System.ComponentModel.DataAnnotations;
using OrleansTrading.Simulator.Seeded;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Hosting;

/// <summary>What the simulator plays and how. The defaults are those of the command line.</summary>
public sealed class SimulatorOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>Number of symbols of the seeded market.</summary>
    [Range(1, 2_000)]
    public int Symbols { get; set; } = 20;

    /// <summary>The seeded market is a pure function of this, the symbol and the time.</summary>
    public long Seed { get; set; } = 7;

    /// <summary>Folder of files in the layout of the venue's public dumps, or of captures, or one such file; null plays the seeded market.</summary>
    public string? ReplayDirectory { get; set; }

    /// <summary>Where the replay starts; null starts 300 candles into the finest data.</summary>
    public DateTimeOffset? ReplayFrom { get; set; }

    /// <summary>Simulated seconds per second; positive infinity plays as fast as the consumers' sockets take it.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Delay of every REST answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Simulated time at the start of the seeded market; null is the present.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>File of scripted faults: a JSON array, see <see cref="Faults.SimulatorFaults"/>.</summary>
    public string? FaultScript { get; set; }

    /// <summary>
    /// Average aggregate trades per second of a symbol. Part of what the seeded market is a function of. A replay of
    /// candles without trades makes up about so many per second of the wall clock.
    /// </summary>
    [Range(0.1, 500)]
    public double TradesPerSecond { get; set; } = 3;

    /// <summary>How many of the symbols, the last ones, trade every few minutes only.</summary>
    [Range(0, 2_000)]
    public int QuietSymbols { get; set; }

    /// <summary>
    /// A stretch of every day with many times the trades, such as <c>10@12:00/10m</c>: ten times as many for ten minutes from noon, UTC;
    /// null for none. Quiet symbols have no part in it.
    /// </summary>
    public string? Burst { get; set; }

    /// <summary>Request weight a minute before 429.</summary>
    [Range(1, int.MaxValue)]
    public int WeightPerMinute { get; set; } = 2_400;

    /// <summary>New stream connections per five minutes before the handshake is refused.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectionsPerFiveMinutes { get; set; } = 300;

    /// <summary>Key of the account that every venue has from the start.</summary>
    [Required, RegularExpression("[A-Za-z0-9]{1,128}")]
    public string ApiKey { get; set; } = "simulatorKey";

    /// <summary>Secret that goes with the key.</summary>
    [Required]
    public string ApiSecret { get; set; } = "simulatorSecret";

    /// <summary>Passphrase that goes with the key, at venues that ask for one.</summary>
    [Required]
    public string ApiPassphrase { get; set; } = "simulatorPassphrase";

    /// <summary>What the account begins with, in USDT.</summary>
    [Range(0, 1e12)]
    public decimal AccountBalance { get; set; } = 10_000;

    internal AccountKeys Keys => new(ApiKey, ApiSecret, ApiPassphrase);

    /// <summary>Everything that is wrong with these options; empty when they can be played.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), results, validateAllProperties: true);
        problems.AddRange(results.Select(result => result.ErrorMessage!));
        if (double.IsNaN(Speed) || Speed <= 0 || (Speed > 100_000 && !double.IsPositiveInfinity(Speed)))
        {
            problems.Add($"The field Speed is {Speed}; expected more than 0 and at most 100000, or infinity.");
        }

        if (Latency < TimeSpan.Zero || Latency > TimeSpan.FromMinutes(1))
        {
            problems.Add($"The field Latency is {Latency}; expected 0 to one minute.");
        }

        if (QuietSymbols > Symbols)
        {
            problems.Add($"The field QuietSymbols is {QuietSymbols}; expected at most the {Symbols} symbols.");
        }

        if (Burst is not null && !TrafficBurst.TryParse(Burst, out _))
        {
            problems.Add($"The field Burst is '{Burst}'; expected {TrafficBurst.Expected}.");
        }

        if (ReplayDirectory is not null && !Path.Exists(ReplayDirectory))
        {
            problems.Add($"The field ReplayDirectory names '{ReplayDirectory}', which is neither a folder nor a file.");
        }

        if (FaultScript is not null && !File.Exists(FaultScript))
        {
            problems.Add($"The field FaultScript names '{FaultScript}', which is not a file.");
        }

        return problems;
    }
}

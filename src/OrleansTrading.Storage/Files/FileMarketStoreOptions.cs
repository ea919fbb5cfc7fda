using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Storage.Files;

/// <summary>Settings of the embedded file store, section <c>Storage</c>.</summary>
public sealed class FileMarketStoreOptions
{
    public const string Section = "Storage";

    /// <summary>Where the files lie; made if absent. One process at a time may use it.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>
    /// How long a saved candle may stay in the operating system's memory before it is forced to the disk. A saved candle survives the death
    /// of the process at once, and the death of the machine after this time. Zero forces every save to the disk before it completes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether every append of account events is forced to the disk before it completes: what was decided survives the death of the machine
    /// too, and each order waits for the disk. Otherwise they are forced there with the rest.
    /// </summary>
    public bool FlushAccountEvents { get; set; }

    /// <summary>How many operations, each with a file or two open, may go on at once; more wait.</summary>
    [Range(1, 1024)]
    public int MaxOpenFiles { get; set; } = 64;
}

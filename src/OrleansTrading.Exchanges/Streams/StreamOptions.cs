using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>How stream connections are made, filled, watched and repaired.</summary>
public sealed class StreamOptions
{
    /// <summary>Most streams on one connection.</summary>
    [Range(1, 1024)]
    public int MaxStreamsPerConnection { get; set; } = 200;

    /// <summary>Most stream names in one subscribe request.</summary>
    [Range(1, 1024)]
    public int MaxStreamsPerRequest { get; set; } = 100;

    /// <summary>Most subscribe and unsubscribe requests a second on one connection.</summary>
    [Range(1, 100)]
    public int MaxRequestsPerSecond { get; set; } = 3;

    /// <summary>Most subscribe and unsubscribe requests an hour on one connection; empty where the venue has no such limit.</summary>
    [Range(1, 100_000)]
    public int? MaxRequestsPerHour { get; set; }

    /// <summary>Most connections made in a second; empty where the venue has no such limit.</summary>
    [Range(1, 1000)]
    public int? MaxConnectionsPerSecond { get; set; }

    /// <summary>Most connections made in five minutes.</summary>
    [Range(1, 10_000)]
    public int MaxConnectionsPerFiveMinutes { get; set; } = 300;

    /// <summary>Time to connect, and to be answered when subscribing.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Least wait before the first attempt to connect anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest wait between attempts to connect.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The part of each of these waits that is left to chance: connections lost together do not come back together.</summary>
    [Range(0.0, 1.0)]
    public double ReconnectJitter { get; set; } = 0.5;

    /// <summary>A connection that brought data and lived this long was sound: the waits begin again at the shortest.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan SoundAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// At this age at the latest a connection is replaced, before the venue ends it: another one is opened and takes over its streams
    /// without a gap. Connections of the same age are replaced one after the other.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "2.00:00:00")]
    public TimeSpan MaxConnectionAge { get; set; } = TimeSpan.FromHours(23);

    /// <summary>The last part of that age, over which the replacements of connections that were made together are spread.</summary>
    [Range(0.0, 0.5)]
    public double AgeSpread { get; set; } = 0.05;

    /// <summary>Longest time that a new connection may take until it carries every stream of the one that it replaces.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RollOverTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often streams are looked at for silence.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan WatchPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Least time between two replacements of one connection for streams that stay silent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StallReconnectPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest message that is read; a longer one ends the connection.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>What is read from a socket at once, bytes.</summary>
    [Range(4096, 16 * 1024 * 1024)]
    public int ReadBufferBytes { get; set; } = 256 * 1024;
}

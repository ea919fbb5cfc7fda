namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What a storm is made of.</summary>
internal enum StormForce
{
    /// <summary>Silos are killed, and others started.</summary>
    Kills,

    /// <summary>The venue cuts connections, refuses requests, and sends frames twice, late, torn or not at all.</summary>
    Venue,

    /// <summary>An account at the venue itself: it delays, loses and refuses what is asked of it, and ends the private stream.</summary>
    Orders,

    /// <summary>A silo is stopped in good order, and another one started.</summary>
    Stops,

    /// <summary>The database server is stopped as when its machine fails, and started again.</summary>
    Database,

    /// <summary>Reads and writes of the stores take long.</summary>
    Store,

    /// <summary>Grains and readers of texts are given what is no input.</summary>
    Input,

    /// <summary>The clock of the silos' machine is set forth and back by seconds.</summary>
    Clock,

    /// <summary>The disk of the stores is full: nothing can be written.</summary>
    Disk,

    /// <summary>Somebody else on the machine takes memory.</summary>
    Memory,
}

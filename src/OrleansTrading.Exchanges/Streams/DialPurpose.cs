namespace OrleansTrading.Exchanges.Streams;

/// <summary>What a connection is made for.</summary>
internal enum DialPurpose
{
    /// <summary>Streams are without a connection.</summary>
    Repair = 0,

    /// <summary>To replace one that still works: it can wait.</summary>
    RollOver = 1,
}

namespace OrleansTrading.Contracts.Scanning;

/// <summary>Where a scan takes its candles from.</summary>
public enum ScanSource : byte
{
    /// <summary>From the memory of the symbols' grains.</summary>
    Cache = 0,

    /// <summary>From the venues, by one request for each instrument and interval, for comparison.</summary>
    Rest = 1,
}

using Orleans;

namespace OrleansTrading.Contracts.Scanning;

/// <summary>Reads the whole live market at once and ranks it. A stateless worker, keyed <see cref="Key"/>.</summary>
[Alias("OrleansTrading.IScannerGrain")]
public interface IScannerGrain : IGrainWithStringKey
{
    public const string Key = "scanner";

    /// <summary>
    /// Scores every live instrument on every interval and answers the strongest. What cannot be read is left out and listed; it never
    /// fails the scan.
    /// </summary>
    [Alias("Scan")]
    Task<ScanReport> ScanAsync(ScanRequest request);
}

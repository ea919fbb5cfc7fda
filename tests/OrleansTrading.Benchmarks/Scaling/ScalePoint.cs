namespace OrleansTrading.Benchmarks.Scaling;

/// <summary>What one size cost.</summary>
/// <param name="Symbols">The size.</param>
/// <param name="Events">Market events a second.</param>
/// <param name="Cores">Of the silo.</param>
/// <param name="SimulatorCores">Of the simulator.</param>
/// <param name="Heap">MiB that are alive after a full collection.</param>
/// <param name="Resident">MiB that the system counts as the silo's, at most.</param>
/// <param name="Lag">Milliseconds from a message's time until it is handled, 99th percentile, the upper edge of its bucket.</param>
/// <param name="Scan">Milliseconds of a scan of everything, the median.</param>
/// <param name="FirstStart">Seconds until all symbols are live, nothing known of them.</param>
/// <param name="WarmStart">The same with their candles in files.</param>
internal sealed record ScalePoint(
    int Symbols, double Events, double Cores, double SimulatorCores, double Heap, double Resident, double Lag, double Scan, double FirstStart, double WarmStart);

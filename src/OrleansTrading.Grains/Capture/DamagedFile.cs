namespace OrleansTrading.Grains.Capture;

/// <summary>A file that was moved aside.</summary>
/// <param name="Path">Where it lies now.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record DamagedFile(string Path, string Reason);

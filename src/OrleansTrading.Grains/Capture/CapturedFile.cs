namespace OrleansTrading.Grains.Capture;

/// <summary>A file that is there, whole and by its final name.</summary>
/// <param name="Path">Where.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record CapturedFile(string Path, long Rows, long Bytes);

namespace OrleansTrading.Parquet.Captures;

/// <summary>A column of a kind of capture.</summary>
/// <param name="Name">In the file.</param>
/// <param name="Content">What it holds, and by that how it is stored.</param>
/// <param name="Unit">Of its values.</param>
public sealed record CaptureColumn(string Name, CaptureContent Content, string Unit);

namespace OrleansTrading.Storage.Transfer;

/// <summary>A file of an export.</summary>
/// <param name="Path">Below the export, with slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record ExportedFile(string Path, long Length, string Sha256);

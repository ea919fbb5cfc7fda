using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Silo.Commands;

/// <summary>What was moved, for people.</summary>
internal static class TransferText
{
    public static string Of(IEnumerable<StoredPart> parts) => string.Concat(parts.Select(Of));

    public static string Of(StoredPart part) => $"{part.Name,-16} {part.Count,14:N0}  {part.Checksum}{Environment.NewLine}";
}

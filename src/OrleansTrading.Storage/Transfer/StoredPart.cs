namespace OrleansTrading.Storage.Transfer;

/// <summary>What there is of one kind.</summary>
/// <param name="Name">Which kind, in a word or two.</param>
/// <param name="Count">How many.</param>
/// <param name="Checksum">The same for the same content, in whatever order it was read.</param>
public sealed record StoredPart(string Name, long Count, string Checksum);

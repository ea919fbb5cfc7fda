using Orleans.Runtime;

namespace EmbeddedEngine.Files;

/// <summary>
/// The first line of a record's file: whose it is, its version, and length and hash of the JSON that follows.
/// A length of zero means that the record was cleared.
/// </summary>
internal sealed record RecordHeader(GrainId Grain, string Name, long Version, int Length, string Sha256);

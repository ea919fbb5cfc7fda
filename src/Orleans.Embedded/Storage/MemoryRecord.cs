namespace EmbeddedEngine.Storage;

/// <summary>A record as JSON, null where it was cleared, and its version.</summary>
internal sealed record MemoryRecord(byte[]? Json, string ETag);

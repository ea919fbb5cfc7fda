namespace Orleans.Runtime;

/// <summary>A 32-bit FNV-1a hash with a final mix: the same in every process, so that placement by hash is stable.</summary>
internal static class StableHash
{
    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var hash = 2166136261u;
        foreach (var b in data)
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        hash ^= hash >> 16;
        hash = unchecked(hash * 0x85EBCA6Bu);
        hash ^= hash >> 13;
        return hash;
    }
}

using System.Numerics;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED: differences of neighbours, less the smallest of their block, packed with as many bits as each
/// miniblock needs. Differences wrap around in the width of the stored type.
/// </summary>
internal static class DeltaEncoder
{
    public const int Block = 128;
    public const int Miniblocks = 4;
    public const int Miniblock = Block / Miniblocks;

    public static void Encode(ReadOnlySpan<long> values, bool narrow, ByteBuffer output)
    {
        output.WriteVarInt(Block);
        output.WriteVarInt(Miniblocks);
        output.WriteVarInt((ulong)values.Length);
        output.WriteZigZag(values.Length == 0 ? 0 : values[0]);
        Span<long> deltas = stackalloc long[Block];
        for (var next = 1; next < values.Length; next += Block)
        {
            var count = Math.Min(Block, values.Length - next);
            var least = long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                var delta = unchecked(values[next + i] - values[next + i - 1]);
                delta = narrow ? unchecked((int)delta) : delta;
                deltas[i] = delta;
                least = Math.Min(least, delta);
            }

            WriteBlock(deltas[..count], least, output);
        }
    }

    private static void WriteBlock(Span<long> deltas, long least, ByteBuffer output)
    {
        output.WriteZigZag(least);
        var widths = output.GetSpan(Miniblocks)[..Miniblocks];
        widths.Clear();
        for (var i = 0; i < deltas.Length; i += Miniblock)
        {
            ulong any = 0;
            foreach (ref var delta in deltas[i..Math.Min(i + Miniblock, deltas.Length)])
            {
                delta = unchecked(delta - least);
                any |= (ulong)delta;
            }

            widths[i / Miniblock] = (byte)(64 - BitOperations.LeadingZeroCount(any));
        }

        Span<byte> kept = stackalloc byte[Miniblocks];
        widths.CopyTo(kept);
        output.Advance(Miniblocks);
        for (var i = 0; i < deltas.Length; i += Miniblock)
            WriteMiniblock(deltas[i..Math.Min(i + Miniblock, deltas.Length)], kept[i / Miniblock], output);
    }

    // The last one is padded with zeros to its whole length.
    private static void WriteMiniblock(ReadOnlySpan<long> deltas, int width, ByteBuffer output)
    {
        if (width == 0)
            return;
        var length = Miniblock * width / 8;
        var target = output.GetSpan(length)[..length];
        if (deltas.Length < Miniblock)
            target.Clear();
        var packer = new BitPacker(target, width);
        foreach (var delta in deltas)
            packer.Add((ulong)delta);
        packer.Finish();
        output.Advance(length);
    }
}

using System.Numerics;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>The hybrid of runs and bit packing: a value that repeats is written once with its count, others packed in groups of eight.</summary>
internal static class HybridEncoder
{
    private const int Group = 8;

    /// <summary>Bits that numbers from 0 to below a count need; at least one, which every reader takes.</summary>
    public static int WidthFor(int count) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1)));

    public static void Encode(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        var packed = 0;
        var next = 0;
        while (next < values.Length)
        {
            var run = RunLength(values[next..]);
            // What is packed before the run takes as much of it as its last group lacks.
            var taken = (Group - (next - packed) % Group) % Group;
            if (run - taken >= Group)
            {
                WritePacked(values[packed..(next + taken)], width, output);
                WriteRun(values[next], run - taken, width, output);
                packed = next + run;
            }

            next += run;
        }

        WritePacked(values[packed..], width, output);
    }

    private static int RunLength(ReadOnlySpan<int> values)
    {
        var first = values[0];
        var length = 1;
        while (length < values.Length && values[length] == first)
            length++;
        return length;
    }

    private static void WriteRun(int value, int count, int width, ByteBuffer output)
    {
        output.WriteVarInt((ulong)count << 1);
        for (var bits = width; bits > 0; bits -= 8)
        {
            output.WriteByte((byte)value);
            value >>= 8;
        }
    }

    private static void WritePacked(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        if (values.Length == 0)
            return;
        var groups = (values.Length + Group - 1) / Group;
        output.WriteVarInt((ulong)groups << 1 | 1);
        var length = groups * width;
        var target = output.GetSpan(length)[..length];
        // The last group may be filled up.
        target[^width..].Clear();
        var packer = new BitPacker(target, width);
        foreach (var value in values)
            packer.Add((ulong)value);
        packer.Finish();
        output.Advance(length);
    }
}

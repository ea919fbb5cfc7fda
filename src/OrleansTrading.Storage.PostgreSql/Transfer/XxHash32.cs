using System.Buffers.Binary;
using System.Numerics;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>xxHash, 32 bits, seed 0 (https://github.com/Cyan4973/xxHash): by it Orleans finds rows of grains.</summary>
internal static class XxHash32
{
    private const uint P1 = 2_654_435_761;
    private const uint P2 = 2_246_822_519;
    private const uint P3 = 3_266_489_917;
    private const uint P4 = 668_265_263;
    private const uint P5 = 374_761_393;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var hash = data.Length < 16 ? P5 : Stripes(data);
            hash += (uint)data.Length;
            data = data[(data.Length & ~15)..];
            for (; data.Length >= 4; data = data[4..])
                hash = BitOperations.RotateLeft(hash + (BinaryPrimitives.ReadUInt32LittleEndian(data) * P3), 17) * P4;
            foreach (var last in data)
                hash = BitOperations.RotateLeft(hash + (last * P5), 11) * P1;
            hash = (hash ^ (hash >> 15)) * P2;
            hash = (hash ^ (hash >> 13)) * P3;
            return hash ^ (hash >> 16);
        }
    }

    private static uint Stripes(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            Span<uint> lanes = [P1 + P2, P2, 0, 0 - P1];
            for (; data.Length >= 16; data = data[16..])
            {
                for (var i = 0; i < 4; i++)
                    lanes[i] = BitOperations.RotateLeft(lanes[i] + (BinaryPrimitives.ReadUInt32LittleEndian(data[(4 * i)..]) * P2), 13) * P1;
            }

            return BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
        }
    }
}

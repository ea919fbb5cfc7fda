using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// Hashes in the place of a random generator: a value is named by a key and an index, so that any part of the
/// market can be computed without what came before. Only integer and IEEE arithmetic that is the same on every
/// machine is used.
/// </summary>
internal static class Noise
{
    private const double GaussianScale = 1 / 37837.22;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9UL;
        x ^= x >> 27;
        x *= 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ulong key, long index) => Mix(key + (ulong)index * 0x9E3779B97F4A7C15UL);

    public static ulong Key(ulong parent, string name)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ b) * 0x100000001B3UL;
        }

        return Mix(parent ^ Mix(hash));
    }

    /// <summary>Uniform in [0, 1) from the top 24 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Unit(ulong hash) => (hash >> 40) * (1.0 / (1 << 24));

    /// <summary>Close to normal with variance one, never beyond 3.5: the sum of four uniforms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Gaussian(ulong hash)
    {
        var sum = (int)(hash & 0xFFFF) + (int)((hash >> 16) & 0xFFFF) + (int)((hash >> 32) & 0xFFFF) + (int)(hash >> 48);
        return (sum - 131_070) * GaussianScale;
    }

    /// <summary>Noise in [-0.5, 0.5) that is given at whole positions and straight in between.</summary>
    public static double Smooth(ulong key, double position)
    {
        var whole = Math.Floor(position);
        var fraction = position - whole;
        var index = (long)whole;
        return (Unit(At(key, index)) - 0.5) * (1 - fraction) + (Unit(At(key, index + 1)) - 0.5) * fraction;
    }

    /// <summary>e^x by basic arithmetic, which rounds alike everywhere, to about ten digits.</summary>
    public static double Exp(double x)
    {
        var scaled = x * 1.4426950408889634;
        var whole = Math.Floor(scaled + 0.5);
        var r = (scaled - whole) * 0.6931471805599453;
        var series = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)))))));
        return series * BitConverter.Int64BitsToDouble((long)(whole + 1023) << 52);
    }
}

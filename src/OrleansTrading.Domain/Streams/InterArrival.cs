using System.Numerics;
using System.Runtime.CompilerServices;

namespace OrleansTrading.Domain.Streams;

/// <summary>
/// How long a stream's gaps between two messages are: weights in bins of an eighth of an octave, from 1.6 ms to 30 hours, that fade
/// with time. Constant memory, no allocation, a few nanoseconds a message. One writer, any readers: what a reader
/// sees while a message comes is right but for that message.
/// </summary>
public sealed class InterArrival
{
    /// <summary>A gap counts half as much after this time.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(7);

    private const int StepBits = 3;
    private const int Steps = 1 << StepBits;

    /// <summary>2^14 ticks of 100 ns.</summary>
    private const int FirstOctave = 14;
    private const int Octaves = 26;

    /// <summary>Fading is done in steps, eight a half-life.</summary>
    private static readonly long FadePeriod = HalfLife.Ticks / 8;
    private static readonly float FadeFactor = (float)Math.Pow(0.5, 1.0 / 8);

    private readonly float[] _weights = new float[Octaves * Steps];
    private long _nextFade = long.MinValue;

    /// <summary>Weight of all gaps: their number, as far as they are remembered.</summary>
    public double Weight
    {
        get
        {
            var sum = 0.0;
            foreach (var weight in _weights)
                sum += weight;
            return sum;
        }
    }

    /// <param name="gap">Between two messages, ticks.</param>
    /// <param name="now">When the second came, monotonic ticks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long gap, long now)
    {
        if (now >= _nextFade)
            Fade(now);
        // Beyond 2^24 a bin stops growing by itself; by then the ends of the distribution, which are asked for, are far away.
        _weights[BinOf(gap)]++;
    }

    /// <summary>The gap, in ticks, that is reached by others of this weight only; 0 when not as many are known.</summary>
    public long Longest(double weight)
    {
        var above = 0.0;
        for (var bin = _weights.Length - 1; bin >= 0; bin--)
        {
            above += _weights[bin];
            if (above >= weight)
                return UpperEdge(bin);
        }

        return 0;
    }

    private static int BinOf(long gap)
    {
        if (gap < 1L << FirstOctave)
            return 0;
        var octave = BitOperations.Log2((ulong)gap);
        var step = (int)(gap >> (octave - StepBits)) & (Steps - 1);
        return Math.Min(((octave - FirstOctave) << StepBits) + step, (Octaves * Steps) - 1);
    }

    private static long UpperEdge(int bin) => (long)(Steps + (bin & (Steps - 1)) + 1) << ((bin >> StepBits) + FirstOctave - StepBits);

    private void Fade(long now)
    {
        if (_nextFade != long.MinValue)
        {
            var periods = 1 + ((now - _nextFade) / FadePeriod);
            var factor = MathF.Pow(FadeFactor, periods);
            for (var bin = 0; bin < _weights.Length; bin++)
                _weights[bin] *= factor;
        }

        _nextFade = now + FadePeriod;
    }
}

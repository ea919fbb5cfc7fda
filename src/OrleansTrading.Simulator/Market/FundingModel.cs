using OrleansTrading.Simulator.Seeded;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Market;

/// <summary>Mark and index price, funding and open interest: as recorded, and where nothing was recorded smooth noise about the reference price.</summary>
internal sealed class FundingModel(SymbolMarket market)
{
    /// <summary>Decimals of mark and index prices and of rates.</summary>
    public const int Decimals = 8;

    private const long Period = 8 * VenueInterval.Hour;

    private readonly ulong _markKey = Noise.Key(market.Key, "mark");
    private readonly ulong _indexKey = Noise.Key(market.Key, "index");
    private readonly ulong _rateKey = Noise.Key(market.Key, "funding");
    private readonly ulong _interestKey = Noise.Key(market.Key, "open-interest");
    private readonly double _scale = Math.Pow(10, Decimals - market.Spec.PriceDecimals);

    public static long NextFundingTime(long time) => (time / Period + 1) * Period;

    /// <summary>In 10^-8.</summary>
    public long MarkPrice(long time) => market.RecordedFunding?.MarkPrice(time) ?? Around(time, _markKey, 0.0004);

    /// <summary>In 10^-8.</summary>
    public long IndexPrice(long time) => market.RecordedFunding?.IndexPrice(time) ?? Around(time, _indexKey, 0.0006);

    /// <summary>The rate of the funding period that holds the time, in 10^-8; paid at the period's end.</summary>
    public long Rate(long time)
    {
        if (market.RecordedFunding?.Rate(time) is { } recorded)
        {
            return recorded;
        }

        var gaussian = Noise.Gaussian(Noise.At(_rateKey, time / Period));
        return (long)(10_000 + 9_000 * gaussian);
    }

    /// <summary>In quantity units.</summary>
    public long OpenInterest(long time)
    {
        if (market.RecordedFunding?.OpenInterest(time) is { } recorded)
        {
            return (long)Math.Round(recorded * PowersOfTen.Of(market.Spec.QuantityDecimals));
        }

        var noise = Noise.Smooth(_interestKey, (double)time / VenueInterval.Hour);
        var slow = Noise.Smooth(_interestKey + 1, (double)time / (30.0 * VenueInterval.Day));
        return (long)(market.TypicalSteps * 4_000.0 * (1 + 0.1 * noise + 0.8 * slow)) * market.Spec.StepUnits;
    }

    /// <summary>The funding payments within [start, end], oldest first.</summary>
    public IEnumerable<(long Time, long Rate)> Payments(long start, long end)
    {
        var time = Math.Max(start, market.FirstTime);
        time = time % Period == 0 ? time : NextFundingTime(time);
        for (; time <= end; time += Period)
        {
            yield return (time, Rate(time - 1));
        }
    }

    public static decimal ToDecimal(long units) => PowersOfTen.ToDecimal(units, Decimals);

    private long Around(long time, ulong key, double width)
    {
        var noise = Noise.Smooth(key, time / 30_000.0);
        return (long)(market.ReferencePrice(time) * _scale * (1 + width * noise));
    }
}

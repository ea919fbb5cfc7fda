using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What an account's positions are valued at.</summary>
public interface IAccountPrices
{
    /// <summary>Mark price, else the last known, quote units; null when none is known.</summary>
    decimal? PriceOf(InstrumentId instrument);

    /// <summary>Where the market is now, quote units; null when what is known of it may be old.</summary>
    decimal? FreshPriceOf(InstrumentId instrument);

    /// <summary>Correlation bucket of an instrument.</summary>
    string BucketOf(InstrumentId instrument);
}

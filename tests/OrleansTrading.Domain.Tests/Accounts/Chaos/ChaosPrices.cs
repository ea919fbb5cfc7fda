using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>The simulated venue's prices, as an account sees them.</summary>
internal sealed class ChaosPrices(ChaosVenue venue) : IAccountPrices
{
    public decimal? PriceOf(InstrumentId instrument) => venue.PriceOf(instrument);

    public decimal? FreshPriceOf(InstrumentId instrument) => PriceOf(instrument);

    public string BucketOf(InstrumentId instrument) => "majors";
}

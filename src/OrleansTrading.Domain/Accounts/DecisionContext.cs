using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What a decision about an order is made on, beside the account.</summary>
/// <param name="Time">Now, Unix milliseconds.</param>
/// <param name="Instrument">The instrument's rules.</param>
/// <param name="Prices">What positions and the order are valued at.</param>
/// <param name="Check">Holds the order to the account's limits.</param>
public sealed record DecisionContext(long Time, InstrumentInfo Instrument, IAccountPrices Prices, RiskCheckFunction Check);

namespace OrleansTrading.Exchanges.Trading;

/// <summary>The trading side of one venue in one environment.</summary>
public interface ITradingConnector
{
    /// <summary>Lower-case name, the same as of the venue's <see cref="MarketData.IVenueConnector"/>.</summary>
    string Venue { get; }

    /// <summary>Opens one account. Nothing is sent before it is used.</summary>
    /// <param name="account">Our id of the account, for logs.</param>
    /// <param name="keys">Its keys.</param>
    ITradingSession Open(string account, ApiKeys keys);
}

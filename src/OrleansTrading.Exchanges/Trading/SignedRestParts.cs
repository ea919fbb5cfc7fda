using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>What requests in the name of an account go through.</summary>
/// <param name="Rules">The venue's own.</param>
/// <param name="Options">Times and retries.</param>
/// <param name="Http">Shared by the venue's accounts.</param>
/// <param name="Weights">Where every request to the venue waits, those for market data too.</param>
/// <param name="Orders">The account's order limits.</param>
/// <param name="LongestWait">Longest wait for room that is of use to a request about an order.</param>
/// <param name="Clock">Time to sign with.</param>
/// <param name="Time">Drives waits and time limits.</param>
public sealed record SignedRestParts(
    ISignedRestRules Rules, RestOptions Options, HttpClient Http, RequestGate Weights, OrderGate Orders, TimeSpan LongestWait, SigningClock Clock,
    TimeProvider Time);

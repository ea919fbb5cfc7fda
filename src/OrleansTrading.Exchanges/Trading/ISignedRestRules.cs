using System.Net;
using System.Net.Http.Headers;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>What is a venue's own about requests in the name of an account.</summary>
public interface ISignedRestRules : IVenueRestRules
{
    /// <summary>
    /// The message, with keys, time and signature. What changes something carries a body: the HTTP stack may by itself send a request
    /// without one again on another connection, when one that was kept open turns out to be broken.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="keys">Whose name it is in.</param>
    /// <param name="time">The venue's time, Unix milliseconds.</param>
    HttpRequestMessage Sign(SignedRequest request, ApiKeys keys, long time);

    /// <summary>
    /// Whether an answer with an error leaves open whether a request that changes something was carried out. What is not known to be a
    /// refusal is open.
    /// </summary>
    bool LeavesOutcomeOpen(HttpStatusCode status, VenueException refusal);

    /// <summary>Whether it is the account's number of orders that was exceeded, and not the address' weight.</summary>
    bool IsOrderLimit(VenueException refusal) => false;

    /// <summary>What the headers of an answer say of the account's order limits: window and orders used in it.</summary>
    IEnumerable<(TimeSpan Window, int Used)> OrdersUsed(HttpResponseHeaders headers) => [];
}

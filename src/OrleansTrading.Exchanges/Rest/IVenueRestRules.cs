using System.Net;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Rest;

/// <summary>What is a venue's own about its REST interface.</summary>
public interface IVenueRestRules
{
    /// <summary>Where requests go now.</summary>
    Uri Address { get; }

    /// <summary>Response header that tells the weight spent in the venue's current window; null where there is none.</summary>
    string? UsedWeightHeader { get; }

    /// <summary>Whether an answer with a good HTTP status is a refusal all the same; null for what can be read.</summary>
    VenueException? FindRefusal(string request, ReadOnlySpan<byte> body) => null;

    /// <summary>What a refusal means. <paramref name="request"/> is method, path and query, without secrets.</summary>
    VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter);
}

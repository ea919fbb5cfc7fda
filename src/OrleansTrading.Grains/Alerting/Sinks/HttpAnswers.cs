using System.Globalization;
using System.Net;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>What answers and failures of HTTP mean for a message.</summary>
internal static class HttpAnswers
{
    /// <summary>A client that follows no redirection, logs nothing and has no time limit of its own.</summary>
    public static HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ActivityHeadersPropagator = null })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 * 1024,
        };

    /// <remarks>A receiver that does not take this message at all will not take it later either; any other refusal may be mended.</remarks>
    public static DeliveryFailure FailureOf(HttpResponseMessage answer, TimeProvider time, string? said = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}") + (string.IsNullOrWhiteSpace(said) ? "" : $": {said}"),
        RetryAfter(answer, time),
        answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity);

    public static DeliveryFailure FailureOf(HttpRequestException failure) => new(failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name of the receiver cannot be resolved",
        HttpRequestError.ConnectionError => "no connection to the receiver",
        HttpRequestError.SecureConnectionError => "no secure connection to the receiver",
        HttpRequestError.ResponseEnded => "the receiver broke off",
        _ => $"the request failed ({failure.HttpRequestError})",
    });

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero => wait,
        _ => null,
    };
}

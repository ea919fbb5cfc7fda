using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Rest;
using Polly;
using Polly.Retry;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// Requests in the name of one account. One that only reads is repeated with jittered back-off while its failure is transient; one that
/// changes something is sent at most once. What goes wrong is a <see cref="VenueException"/>, which says by
/// <see cref="VenueException.IsOutcomeUnknown"/> whether it may have been carried out all the same: everything that fails after the first
/// byte may have been sent is unknown unless the venue's own words refuse it. No text of it names a key or a signature.
/// </summary>
public sealed partial class SignedRestClient
{
    private readonly string _account;
    private readonly ApiKeys _keys;
    private readonly SignedRestParts _parts;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;

    /// <param name="account">Our id of the account, for logs.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="parts">What it works with.</param>
    /// <param name="logger">Takes retries and refusals.</param>
    public SignedRestClient(string account, ApiKeys keys, SignedRestParts parts, ILogger logger)
    {
        (_account, _keys, _parts, _logger) = (account, keys, parts, logger);
        _retry = BuildRetry();
    }

    /// <summary>
    /// An HTTP client for signed requests, to be shared by a venue's accounts: it follows no redirection, which would hand keys to whoever
    /// names an address.
    /// </summary>
    public static HttpClient NewHttp(RestOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = options.RequestTimeout,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks, and reads the answer with <paramref name="read"/>, which throws <see cref="JsonException"/> or
    /// <see cref="FormatException"/> for an answer it cannot read.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="read">Turns the body into a value.</param>
    /// <param name="cancellationToken">
    /// Ends the call. Once a request that changes something has been begun, its end is a <see cref="VenueException"/> of unknown outcome.
    /// </param>
    public async Task<T> SendAsync<T>(SignedRequest request, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        if (!request.IsRead)
            return await AttemptAsync(request, read, cancellationToken);
        return await _retry.ExecuteAsync(
            static async (call, token) => await call.Client.AttemptAsync(call.Request, call.Read, token),
            (Client: this, Request: request, Read: read),
            cancellationToken);
    }

    /// <summary>The venue's time, Unix milliseconds, asked for where it is not known well enough.</summary>
    public async Task<long> GetTimeAsync(CancellationToken cancellationToken)
    {
        await _parts.Clock.PrepareAsync(cancellationToken);
        return _parts.Clock.Now;
    }

    private async Task<T> AttemptAsync<T>(SignedRequest request, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        await PrepareAsync(request, cancellationToken);
        using var message = _parts.Rules.Sign(request, _keys, _parts.Clock.Now);
        using var timeLimit = new CancellationTokenSource(_parts.Options.RequestTimeout, _parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        // Nothing is on the wire before this; a caller who has left by now finds nothing done.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var response = await _parts.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Observe(response);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (FindRefusal(request, response, body) is { } refusal)
                throw refusal;
            return read(body);
        }
        catch (OperationCanceledException fault)
        {
            if (cancellationToken.IsCancellationRequested && request.IsRead)
                throw;
            var reason = timeLimit.IsCancellationRequested ? $"no answer within {_parts.Options.RequestTimeout}" : "given up before its answer";
            throw Fail(request, ErrorKind.Timeout, reason, isOpen: true, fault);
        }
        catch (HttpRequestException fault)
        {
            throw Fail(request, ErrorKind.Network, fault.Message, isOpen: !IsUnsent(fault, message), fault);
        }
        catch (IOException fault)
        {
            throw Fail(request, ErrorKind.Network, fault.Message, isOpen: true, fault);
        }
        catch (Exception fault) when (Answers.IsUnreadable(fault))
        {
            throw Fail(request, ErrorKind.MalformedResponse, $"the answer cannot be read: {fault.Message}", isOpen: true, fault);
        }
    }

    /// <summary>Waits for room and for the venue's time. What fails here was not sent.</summary>
    private async Task PrepareAsync(SignedRequest request, CancellationToken cancellationToken)
    {
        if (request.Orders > 0)
            await _parts.Orders.EnterAsync(request.Orders, cancellationToken);
        var longest = request.IsUrgent || !request.IsRead ? _parts.LongestWait : _parts.Options.LongestBudgetWait;
        await _parts.Weights.EnterAtOnceAsync(request.Weight, longest, cancellationToken);
        if (!request.IsSigned)
            return;
        try
        {
            await _parts.Clock.PrepareAsync(cancellationToken).WaitAsync(_parts.Options.RequestTimeout, _parts.Time, cancellationToken);
        }
        catch (TimeoutException fault)
        {
            throw new VenueException(
                ErrorKind.Timeout, isTransient: true, $"{request}: not sent, the venue did not tell its time within {_parts.Options.RequestTimeout}.", fault);
        }
    }

    /// <summary>
    /// No connection was made. Only believed of a request with a body: one without may have been sent before on a connection that broke.
    /// </summary>
    private static bool IsUnsent(HttpRequestException fault, HttpRequestMessage message) =>
        message.Content is not null
        && fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private VenueException Fail(SignedRequest request, ErrorKind kind, string reason, bool isOpen, Exception fault)
    {
        var isUnknown = isOpen && !request.IsRead;
        var failure = new VenueException(kind, isTransient: kind != ErrorKind.MalformedResponse, Scrub($"{request}: {reason}"), fault)
        {
            IsOutcomeUnknown = isUnknown,
        };
        if (isUnknown)
            LogOutcomeUnknown(_account, kind, failure.Message);
        return failure;
    }

    private VenueException? FindRefusal(SignedRequest request, HttpResponseMessage response, byte[] body)
    {
        var text = request.ToString();
        var refusal = response.IsSuccessStatusCode
            ? _parts.Rules.FindRefusal(text, body)
            : _parts.Rules.Translate(text, response.StatusCode, body, RetryAfterOf(response));
        if (refusal is null)
            return null;
        Obey(request, refusal);
        var isUnknown = !request.IsRead && _parts.Rules.LeavesOutcomeOpen(response.StatusCode, refusal);
        refusal = new VenueException(refusal.Kind, refusal.IsTransient, Scrub(refusal.Message))
        {
            Code = refusal.Code, RetryAfter = refusal.RetryAfter, IsOutcomeUnknown = isUnknown,
        };
        if (isUnknown)
            LogOutcomeUnknown(_account, refusal.Kind, refusal.Message);
        return refusal;
    }

    private void Obey(SignedRequest request, VenueException refusal)
    {
        if (refusal.Kind == ErrorKind.ClockSkew)
        {
            _parts.Clock.Refuse();
            LogSkew(_account);
        }

        if (refusal.Kind is not (ErrorKind.RateLimited or ErrorKind.Banned))
            return;
        var away = refusal.RetryAfter ?? _parts.Options.DefaultRetryAfter;
        if (_parts.Rules.IsOrderLimit(refusal))
            _parts.Orders.Block(away);
        else
            _parts.Weights.Block(away, refusal.Kind);
        LogHeldBack(_account, refusal.Kind, away, request.ToString());
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _parts.Time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private void Observe(HttpResponseMessage response)
    {
        if (_parts.Rules.UsedWeightHeader is { } header
            && response.Headers.TryGetValues(header, out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var used))
        {
            _parts.Weights.ObserveUsed(used);
        }

        foreach (var (window, orders) in _parts.Rules.OrdersUsed(response.Headers))
            _parts.Orders.ObserveUsed(window, orders);
    }

    /// <summary>A venue may quote what it was sent.</summary>
    private string Scrub(string text) => _keys.Scrub(text);

    private ResiliencePipeline BuildRetry()
    {
        if (_parts.Options.Retries == 0)
            return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder { TimeProvider = _parts.Time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<VenueException>(fault => fault.IsTransient),
                MaxRetryAttempts = _parts.Options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _parts.Options.RetryDelay,
                MaxDelay = _parts.Options.MaxRetryDelay,
                // A refusal for the rate is waited out at the gate; one for the time is mended by asking for it.
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(
                    arguments.Outcome.Exception is VenueException { Kind: ErrorKind.RateLimited or ErrorKind.Banned or ErrorKind.ClockSkew } ? TimeSpan.Zero : null),
                OnRetry = arguments =>
                {
                    LogRetry(_account, arguments.AttemptNumber + 1, arguments.RetryDelay, arguments.Outcome.Exception?.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }
}

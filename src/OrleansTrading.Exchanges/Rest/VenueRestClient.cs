using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;
using Polly;
using Polly.Retry;

namespace OrleansTrading.Exchanges.Rest;

/// <summary>
/// GET requests to one venue: each waits for room in the weight budget, has a time limit, and is repeated with
/// jittered back-off while its failure is transient. A refusal with <c>Retry-After</c> holds back every request to
/// the venue. What remains is a <see cref="VenueException"/>.
/// </summary>
public sealed partial class VenueRestClient : IDisposable
{
    private readonly IVenueRestRules _rules;
    private readonly RestOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClient _http;
    private readonly RequestGate _gate;
    private readonly ResiliencePipeline _retry;

    /// <param name="rules">The venue's own.</param>
    /// <param name="options">Times and retries.</param>
    /// <param name="budget">Weight that may be spent.</param>
    /// <param name="time">Drives waits and time limits.</param>
    /// <param name="logger">Takes retries and refusals.</param>
    /// <param name="carrier">What takes requests to the venue; sockets unless given.</param>
    public VenueRestClient(IVenueRestRules rules, RestOptions options, IRateBudget budget, TimeProvider time, ILogger logger, HttpMessageHandler? carrier = null)
    {
        (_rules, _options, _time, _logger) = (rules, options, time, logger);
        _gate = new RequestGate(budget, options.LongestBudgetWait, time, logger, kept: options.WeightLimit / 20);
        _http = new HttpClient(carrier ?? new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = options.RequestTimeout,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _retry = BuildRetry();
    }

    /// <summary>What requests wait at; shared with those of accounts at the same venue.</summary>
    public RequestGate Gate => _gate;

    /// <summary>Weight spent in the last minute, here and, as far as the venue has told, elsewhere behind the same address.</summary>
    public int UsedWeight => _gate.Used;

    /// <summary>How long a light request made now would wait for room in the budget; zero when there is room.</summary>
    public TimeSpan BudgetWait => _gate.Wait;

    /// <summary>Part of the budget that is spent now, 0 to 1.</summary>
    public double BudgetUsed => _gate.UsedPart;

    /// <summary>Asks, and reads the answer with <paramref name="read"/>, which throws <see cref="JsonException"/> or
    /// <see cref="FormatException"/> for an answer it cannot read.</summary>
    /// <param name="pathAndQuery">Begins with a slash; holds no secret.</param>
    /// <param name="weight">What the venue charges.</param>
    /// <param name="read">Turns the body into a value.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="order">What it goes before.</param>
    public async Task<T> GetAsync<T>(string pathAndQuery, int weight, Func<byte[], T> read, CancellationToken cancellationToken, RequestClass order = RequestClass.Data) =>
        await _retry.ExecuteAsync(
            static async (call, token) => await call.Client.AttemptAsync(call.PathAndQuery, call.Weight, call.Read, call.Order, token),
            (Client: this, PathAndQuery: pathAndQuery, Weight: weight, Read: read, Order: order),
            cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task<T> AttemptAsync<T>(string pathAndQuery, int weight, Func<byte[], T> read, RequestClass order, CancellationToken cancellationToken)
    {
        await (order == RequestClass.Account
            ? _gate.EnterAtOnceAsync(weight, _options.LongestBudgetWait, cancellationToken)
            : _gate.EnterAsync(weight, cancellationToken, isAwaited: order == RequestClass.Awaited));
        using var timeLimit = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        var request = $"GET {pathAndQuery}";
        try
        {
            using var response = await _http.GetAsync(
                new Uri(_rules.Address, pathAndQuery), HttpCompletionOption.ResponseHeadersRead, either.Token);
            ObserveWeight(response);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (FindRefusal(request, response, body) is { } refusal)
                throw refusal;
            return read(body);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new VenueException(ErrorKind.Timeout, isTransient: true, $"{request}: no answer within {_options.RequestTimeout}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new VenueException(ErrorKind.Network, isTransient: true, $"{request}: {fault.Message}", fault);
        }
        catch (Exception fault) when (Answers.IsUnreadable(fault))
        {
            throw new VenueException(ErrorKind.MalformedResponse, isTransient: false, $"{request}: the answer cannot be read: {fault.Message}", fault);
        }
    }

    private VenueException? FindRefusal(string request, HttpResponseMessage response, byte[] body)
    {
        var refusal = response.IsSuccessStatusCode
            ? _rules.FindRefusal(request, body)
            : _rules.Translate(request, response.StatusCode, body, RetryAfterOf(response));
        if (refusal is null || refusal.Kind is not (ErrorKind.RateLimited or ErrorKind.Banned))
            return refusal;
        var away = refusal.RetryAfter ?? _options.DefaultRetryAfter;
        _gate.Block(away, refusal.Kind);
        LogHeldBack(refusal.Kind, away, request);
        return refusal;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private void ObserveWeight(HttpResponseMessage response)
    {
        if (_rules.UsedWeightHeader is { } header
            && response.Headers.TryGetValues(header, out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var used))
        {
            _gate.ObserveUsed(used);
        }
    }

    private ResiliencePipeline BuildRetry()
    {
        if (_options.Retries == 0)
            return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<VenueException>(fault => fault.IsTransient),
                MaxRetryAttempts = _options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.RetryDelay,
                MaxDelay = _options.MaxRetryDelay,
                // A refusal for the rate is waited out at the gate, where everyone waits.
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(
                    arguments.Outcome.Exception is VenueException { Kind: ErrorKind.RateLimited or ErrorKind.Banned } ? TimeSpan.Zero : null),
                OnRetry = arguments =>
                {
                    LogRetry(arguments.AttemptNumber + 1, arguments.RetryDelay, arguments.Outcome.Exception?.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }
}

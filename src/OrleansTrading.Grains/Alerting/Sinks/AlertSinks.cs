using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>The silo's ways to people.</summary>
internal sealed class AlertSinks(IOptions<AlertingOptions> options, TimeProvider time) : IAlertRoutes, IDisposable
{
    private readonly Lazy<FrozenDictionary<string, IAlertSink>> _sinks = new(() => options.Value.Routes.ToFrozenDictionary(
        route => route.Key, route => Create(route.Value, time), StringComparer.Ordinal));

    public IReadOnlyDictionary<string, AlertRouteKind> Kinds { get; } = options.Value.Routes.ToFrozenDictionary(route => route.Key, route => route.Value.Kind, StringComparer.Ordinal);

    /// <summary>Makes one attempt; answers null when the receiver has confirmed the message.</summary>
    /// <exception cref="OperationCanceledException">The caller has ended it.</exception>
    public async Task<DeliveryFailure?> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var limit = options.Value.Routes[message.Route].TimeLimit;
        using var late = new CancellationTokenSource(limit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await _sinks.Value[message.Route].SendAsync(message, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryFailure($"no answer within {limit.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Isolated here, and told by its kind alone: its words may hold an address.
            return new DeliveryFailure($"the attempt failed ({failure.GetType().Name})");
        }
    }

    public async Task<DeliveryFailure?> TestAsync(string route, CancellationToken cancellationToken)
    {
        if (!Kinds.ContainsKey(route))
            return new DeliveryFailure("no such route is set up", IsFinal: true);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var test = new Notification($"test/{now}", "test", NotificationSeverity.Information, "Test", $"A test of the route {route}.", [], now);
        return await SendAsync(new OutgoingMessage($"test-{now:x}", route, "test", [test], 0, 0, [], [], now, 0, now), cancellationToken);
    }

    public void Dispose()
    {
        if (!_sinks.IsValueCreated)
            return;
        foreach (var sink in _sinks.Value.Values)
            sink.Dispose();
    }

    private static IAlertSink Create(AlertRouteOptions route, TimeProvider time) => route.Kind switch
    {
        AlertRouteKind.Webhook => new WebhookSink(new Uri(route.Address!), AlertSecret.Read(route), time),
        AlertRouteKind.Telegram => new TelegramSink(
            new Uri(string.IsNullOrEmpty(route.Address) ? AlertRouteOptions.TelegramAddress : route.Address), AlertSecret.Read(route)!, route.ChatId!, time),
        _ => new EmailSink(route, AlertSecret.Read(route)),
    };
}

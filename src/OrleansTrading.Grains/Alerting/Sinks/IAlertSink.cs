using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>
/// Sends messages one way. What it says of a failure holds neither secrets nor addresses that may be some. Safe to use from several threads.
/// </summary>
internal interface IAlertSink : IDisposable
{
    /// <summary>Makes one attempt. Answers null when the receiver has confirmed the message.</summary>
    /// <exception cref="OperationCanceledException">It took too long, or the service ends.</exception>
    Task<DeliveryFailure?> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

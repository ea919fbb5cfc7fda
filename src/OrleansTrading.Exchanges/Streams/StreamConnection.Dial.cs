using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamConnection
{
    private async Task<(WebSocket? Socket, SessionEnd Failure)> DialAsync(DialPurpose purpose, CancellationToken stop)
    {
        try
        {
            await _context.Protocol.PrepareAsync(stop);
            await _context.Dials.EnterAsync(purpose, stop);
            using var timeLimit = new CancellationTokenSource(_context.Options.RequestTimeout, _context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, stop);
            return (await _context.Dialer.DialAsync(_context.Protocol.AddressOf(_route), either.Token), default);
        }
        catch (OperationCanceledException)
        {
            return (null, new SessionEnd(SessionEndKind.Lost, $"no connection within {_context.Options.RequestTimeout}"));
        }
        catch (Exception fault)
        {
            // Whatever it is, the next attempt may find it mended; the reason is logged with the wait.
            return (null, new SessionEnd(SessionEndKind.Lost, fault.Message));
        }
    }

    private static ReconnectBackoff NewBackoff(StreamContext context) => new(
        context.Options.ReconnectDelay, context.Options.MaxReconnectDelay, context.Options.ReconnectJitter, context.Random);

    private async Task WaitAsync(SessionEnd end)
    {
        var wait = _backoff.Next();
        LogWaiting(_route, wait, end.Reason);
        try
        {
            await Task.Delay(wait, _context.Time, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed while waiting.
        }
    }
}

using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>Opens WebSocket connections.</summary>
internal interface IStreamDialer : IDisposable
{
    Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken);
}

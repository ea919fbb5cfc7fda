using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>Opens WebSocket connections.</summary>
internal interface IStreamDialer
{
    Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken);
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Simulator.Streams;

/// <summary>The handshake: /public, /market and /private, each with /ws, /ws/NAME and /stream?streams=A/B; Kraken's /v2; and OKX's /ws/v5/public, business and private.</summary>
internal sealed class StreamEndpoint(StreamHub hub, SimulatorFaults faults, ConnectionRate rate, CancellationToken stopping)
{
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>False for a path that is not a listen path.</summary>
    public static bool TryParse(PathString path, out ListenPath listenPath, out bool combined, out string names)
    {
        combined = false;
        names = "";
        listenPath = default;
        if (path.Value == "/v2")
        {
            listenPath = ListenPath.V2;
            return true;
        }

        ListenPath? fifth = path.Value switch
        {
            "/ws/v5/public" => ListenPath.V5Public,
            "/ws/v5/business" => ListenPath.V5Business,
            "/ws/v5/private" => ListenPath.V5Private,
            _ => null,
        };
        if (fifth is { } known)
        {
            listenPath = known;
            return true;
        }

        var segments = path.Value?.Split('/', 4) ?? [];
        ListenPath? found = (segments.Length >= 3 ? segments[1] : "") switch
        {
            "public" => ListenPath.Public,
            "market" => ListenPath.Market,
            "private" => ListenPath.Private,
            _ => null,
        };
        if (found is null || segments[2] is not ("ws" or "stream"))
        {
            return false;
        }

        listenPath = found.Value;
        combined = segments[2] == "stream";
        names = segments.Length == 4 ? segments[3] : "";
        return true;
    }

    public async Task HandleAsync(HttpContext context, ListenPath path, bool combined, string names)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (faults.HitRefuse(path) is { } refusal)
        {
            Refuse(context, refusal.Abrupt);
            return;
        }

        if (!rate.TryTake())
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        // RFC 6455 asks for SHA-1 here; nothing is kept secret by it.
#pragma warning disable CA5350
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(
            SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
#pragma warning restore CA5350
        var query = context.Request.Query;
        var asked = path == ListenPath.Private && query.ContainsKey("listenKey")
            ? query["listenKey"].ToString()
            : combined ? query["streams"].ToString() : names;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await hub.ServeAsync(upgrade.UpgradeAsync, path, combined, asked.Split('/', StringSplitOptions.RemoveEmptyEntries), gone.Token);
        context.Abort();
    }

    private static void Refuse(HttpContext context, bool abrupt)
    {
        if (abrupt)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}

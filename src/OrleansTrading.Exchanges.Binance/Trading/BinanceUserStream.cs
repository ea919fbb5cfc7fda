using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// The user data stream: known by a listen key, which is the account's, lives for an hour unless it is renewed, and is the same for whoever
/// asks again while it lives. It may be silent for hours.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams.
/// </summary>
internal sealed partial class BinanceUserStream : IAccountStreamProtocol, IDisposable
{
    private const string Path = "/private/ws";

    private readonly string _account;
    private readonly SignedRestClient _client;
    private readonly BinanceConnector _connector;
    private readonly CashWatch _cash;
    private readonly BinanceUserEvents _events;
    private readonly ILogger _logger;
    private string? _listenKey;

    public BinanceUserStream(
        string account, SignedRestClient client, BinanceConnector connector, OrderLinks links, CashWatch cash, TimeProvider time, ILogger logger)
    {
        (_account, _client, _connector, _cash, _logger) = (account, client, connector, cash, logger);
        _events = new BinanceUserEvents(links, at => _cash.Moved(_account, at), OnMarginCall, time);
    }

    public TimeSpan KeepAlivePeriod => _connector.Settings.Trading.ListenKeyRenewal;

    /// <summary>An account has nothing to tell for hours; the venue's pings are answered beneath, and ours find a dead connection.</summary>
    public TimeSpan? LongestSilence => null;

    public async Task<Uri> PrepareAsync(CancellationToken cancellationToken)
    {
        var key = await _client.SendAsync(
            BinanceRequests.NewListenKey(),
            static body => JsonSerializer.Deserialize(body, BinanceTradingJson.Default.BinanceListenKey)?.ListenKey is { Length: > 0 } key
                ? key
                : throw new FormatException("listenKey is missing"),
            cancellationToken);
        Volatile.Write(ref _listenKey, key);
        return new Uri(_connector.Environment.StreamAddress, $"{Path}?listenKey={Uri.EscapeDataString(key)}");
    }

    public IReadOnlyList<string> Greet() => [];

    public AccountFrame Read(ReadOnlySpan<byte> frame, IAccountSink sink) => _events.Read(frame, sink);

    public void Look(IAccountSink sink)
    {
        _events.Release(sink);
        _cash.Tell(sink);
    }

    /// <summary>Renews the key. A key that the venue does not know any more is a refusal that is not transient: the next one is asked for.</summary>
    public async Task<string?> KeepAliveAsync(CancellationToken cancellationToken)
    {
        await _client.SendAsync(BinanceRequests.RenewListenKey(), static _ => true, cancellationToken);
        return null;
    }

    public string Scrub(string text) =>
        Volatile.Read(ref _listenKey) is { } key ? text.Replace(key, "(hidden)", StringComparison.Ordinal) : text;

    public void Dispose() => _cash.Dispose();

    private void OnMarginCall(string positions) => LogMarginCall(_account, positions);

    [LoggerMessage(2430, LogLevel.Error, "{Account}: margin call: {Positions}")]
    private partial void LogMarginCall(string account, string positions);
}

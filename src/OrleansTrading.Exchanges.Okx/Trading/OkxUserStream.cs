using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// A stream of an account: login first, then its channels. Orders, balances and positions are on the private path, conditional orders on the
/// business one. An order that a conditional one has become names that one. See https://www.okx.com/docs-v5/en/#overview-websocket-login.
/// </summary>
internal sealed class OkxUserStream(
    OkxUserPath path, string account, ApiKeys keys, SigningClock clock, OkxConnector connector, OkxOrderMapper orders, OkxAccountMapper holdings, OkxOrderNames names,
    CashWatch cash) : IAccountStreamProtocol, IDisposable
{
    private const string ServiceUpgrade = "64008";
    private const string WrongTimestamp = "60004";
    private const string ExpiredTimestamp = "60006";

    private int _confirmed;

    public TimeSpan KeepAlivePeriod => TimeSpan.FromSeconds(20);

    /// <summary>Every "ping" is answered.</summary>
    public TimeSpan? LongestSilence => TimeSpan.FromSeconds(45);

    public async Task<Uri> PrepareAsync(CancellationToken cancellationToken)
    {
        await connector.EnsureInstrumentsAsync(cancellationToken);
        await clock.PrepareAsync(cancellationToken);
        return new Uri(connector.Environment.StreamAddress, path.Path);
    }

    public IReadOnlyList<string> Greet()
    {
        _confirmed = 0;
        var stamp = (clock.Now / 1000).ToString(CultureInfo.InvariantCulture);
        var sign = OkxTradingRules.Signature(stamp + "GET/users/self/verify", keys.Secret);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, "login"u8);
            json.WriteStartArray("args"u8);
            json.WriteStartObject();
            json.WriteString("apiKey"u8, keys.Key);
            json.WriteString("passphrase"u8, keys.Passphrase);
            json.WriteString("timestamp"u8, stamp);
            json.WriteString("sign"u8, sign);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [System.Text.Encoding.UTF8.GetString(stream.ToArray())];
    }

    public AccountFrame Read(ReadOnlySpan<byte> frame, IAccountSink sink)
    {
        if (frame.SequenceEqual("pong"u8))
            return AccountFrame.Handled;
        try
        {
            var push = JsonSerializer.Deserialize(frame, OkxTradingJson.Default.OkxPush) ?? throw new FormatException("the message is null");
            return push.Event is null ? OnData(push, sink) : OnEvent(push);
        }
        catch (Exception fault) when (Answers.IsUnreadable(fault))
        {
            return AccountFrame.Malformed(fault.Message);
        }
    }

    public void Look(IAccountSink sink) => cash.Tell(sink);

    public Task<string?> KeepAliveAsync(CancellationToken cancellationToken) => Task.FromResult<string?>("ping");

    /// <summary>A venue may quote what it was sent.</summary>
    public string Scrub(string text) => keys.Scrub(text);

    public void Dispose() => cash.Dispose();

    private AccountFrame OnEvent(OkxPush push) => push.Event switch
    {
        "login" when push.Code is null or "0" => AccountFrame.Send(path.Subscribe),
        "login" or "error" => OnRefusal(push),
        "subscribe" => ++_confirmed == path.Channels ? AccountFrame.Ready : AccountFrame.Handled,
        "notice" when push.Code == ServiceUpgrade => AccountFrame.Reconnect("the venue closes the connection for an upgrade"),
        _ => AccountFrame.Handled,
    };

    private AccountFrame OnRefusal(OkxPush push)
    {
        if (push.Code is WrongTimestamp or ExpiredTimestamp)
            clock.Refuse();
        return AccountFrame.Reconnect(Scrub($"{push.Event} refused: {push.Code} {push.Message}"));
    }

    private AccountFrame OnData(OkxPush push, IAccountSink sink)
    {
        if (push.Data is not { } data)
            return AccountFrame.Handled;
        switch (push.Argument?.Channel)
        {
            case "orders":
                foreach (var order in Rows<OkxOrder>(data, OkxTradingJson.Default.ListOkxOrder))
                    OnOrder(order, sink);
                return AccountFrame.Handled;
            case "orders-algo" or "algo-advance":
                foreach (var order in Rows<OkxAlgoOrder>(data, OkxTradingJson.Default.ListOkxAlgoOrder))
                    OnAlgo(order, sink);
                return AccountFrame.Handled;
            case "balance_and_position":
                foreach (var holding in Rows<OkxHoldings>(data, OkxTradingJson.Default.ListOkxHoldings))
                    OnHoldings(holding, sink);
                return AccountFrame.Handled;
            default:
                return new AccountFrame(AccountFrameKind.Unknown, push.Argument?.Channel);
        }
    }

    private static List<T> Rows<T>(JsonElement data, JsonTypeInfo<List<T>> type) => Answers.Whole<List<T>, T>(data.Deserialize(type));

    private void OnOrder(OkxOrder order, IAccountSink sink)
    {
        if (orders.IsForeign(order.Name))
            return;
        var report = orders.Map(order);
        names.Learn(report.VenueId!, report.OrderId);
        // The execution first: who hears of the report has everything that it counts.
        if (orders.TryMapFill(order) is { } fill)
            sink.OnFill(fill);
        sink.OnOrder(report);
    }

    /// <summary>One that has become an order is told by that; until it has, and when it never will, it is told here.</summary>
    private void OnAlgo(OkxAlgoOrder order, IAccountSink sink)
    {
        if (orders.IsForeign(order.Name))
            return;
        var report = orders.Map(order);
        if (OkxOrderMapper.ActualIdOf(order) is { } actual)
            names.Learn(actual, report.OrderId);
        else if (order.State is not ("effective" or "partially_effective") || report.State != Domain.Orders.OrderState.Accepted)
            sink.OnOrder(report);
    }

    private void OnHoldings(OkxHoldings holding, IAccountSink sink)
    {
        var time = OkxWords.Time(holding.Time, "pTime");
        sink.OnAccount(new VenueAccount(time, OkxAccountMapper.Balances(holding.Balances), holdings.Positions(holding.Positions), IsHedged: null, IsComplete: false));
        if (holding.Event is not ("snapshot" or "filled" or "set_leverage" or null))
            cash.Moved(account, time);
    }
}

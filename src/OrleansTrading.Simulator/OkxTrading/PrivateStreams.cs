using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>
/// Tells accounts what happens to them: connections log in, ask for channels, and get the state of balances and positions first.
/// Orders, balances and positions are on the private path, conditional orders on the business one.
/// </summary>
internal sealed class PrivateStreams
{
    private const long Window = 30_000;

    private static readonly string[] PrivateChannels = ["orders", "account", "positions", "balance_and_position"];
    private static readonly string[] BusinessChannels = ["orders-algo", "algo-advance"];

    private readonly Lock _lock = new();
    private readonly Dictionary<StreamConnection, Listener> _listeners = [];
    private readonly TradingVenue _venue;
    private readonly OkxSwaps _swaps;
    private readonly PrivateStreamFaults _faults;
    private readonly SimulatorClock _clock;

    public PrivateStreams(TradingVenue venue, OkxSwaps swaps, PrivateStreamFaults faults, SimulatorClock clock)
    {
        (_venue, _swaps, _faults, _clock) = (venue, swaps, faults, clock);
        venue.Opened += account => account.Told += notice => Tell(account, notice);
    }

    public static bool IsChannel(ListenPath path, string channel) =>
        (path == ListenPath.V5Private && PrivateChannels.Contains(channel)) || (path == ListenPath.V5Business && BusinessChannels.Contains(channel));

    /// <summary>Answers why the connection may not listen; null when it may from here on.</summary>
    public OkxError? Login(StreamConnection connection, JsonElement argument)
    {
        var (key, stamp) = (PrivateCall.Word(argument, "apiKey") ?? "", PrivateCall.Word(argument, "timestamp") ?? "");
        TradingAccount? account;
        lock (_venue.Gate)
        {
            if (!_venue.TryAccount(key, out account))
                return new OkxError(60005, "Invalid apiKey");
        }

        if (PrivateCall.Word(argument, "passphrase") != account.Keys.Passphrase)
            return new OkxError(60024, "Wrong passphrase");
        if (!decimal.TryParse(stamp, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(_clock.Milliseconds - (seconds * 1000)) > Window)
        {
            return new OkxError(60006, "Timestamp request expired");
        }

        if (!PrivateRequest.Matches(account.Keys.Secret, stamp + "GET/users/self/verify", PrivateCall.Word(argument, "sign") ?? ""))
            return new OkxError(60007, "Invalid sign");
        lock (_lock)
            _listeners[connection] = new Listener(account, []);
        return null;
    }

    /// <summary>False when the connection has not logged in. What it is told first comes behind its confirmation.</summary>
    public bool Subscribe(StreamConnection connection, string channel, string argument, Utf8Buffer confirmation)
    {
        lock (_venue.Gate)
        {
            lock (_lock)
            {
                if (!_listeners.TryGetValue(connection, out var listener))
                    return false;
                listener.Channels[channel] = argument;
                connection.SendText(confirmation);
                var now = _clock.Milliseconds;
                if (First(listener.Account, channel, now) is { } rows)
                    Send(connection, channel, argument, rows);
            }
        }

        return true;
    }

    public void Unsubscribe(StreamConnection connection, string channel)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(connection, out var listener))
                listener.Channels.Remove(channel);
        }
    }

    public void Forget(StreamConnection connection)
    {
        lock (_lock)
            _listeners.Remove(connection);
    }

    private JsonArray? First(TradingAccount account, string channel, long now) => channel switch
    {
        "account" => [PrivateRows.Balance(account, _venue, now)],
        "positions" => Positions(account, account.Positions.Where(position => position.Quantity != 0), now),
        "balance_and_position" => [Holdings(account, "snapshot", account.Positions.Where(position => position.Quantity != 0), now)],
        _ => null,
    };

    private void Tell(TradingAccount account, AccountNotice notice)
    {
        lock (_lock)
        {
            foreach (var (connection, listener) in _listeners.Where(listener => listener.Value.Account == account))
            {
                foreach (var (channel, argument) in listener.Channels)
                {
                    if (RowsOf(account, channel, notice) is { } rows)
                        Send(connection, channel, argument, rows);
                }
            }
        }
    }

    private JsonArray? RowsOf(TradingAccount account, string channel, AccountNotice notice) => (channel, notice) switch
    {
        ("orders", OrderNotice order) => [PrivateRows.Of(account, _swaps, order.Order, order.Execution)],
        ("orders-algo", ConditionalNotice { Order.Terms.Kind: not ConditionalKind.Trailing } conditional) => [PrivateRows.Of(account, _swaps, conditional.Order, notice.Time)],
        ("algo-advance", ConditionalNotice { Order.Terms.Kind: ConditionalKind.Trailing } conditional) => [PrivateRows.Of(account, _swaps, conditional.Order, notice.Time)],
        ("account", BalanceNotice) => [PrivateRows.Balance(account, _venue, notice.Time)],
        ("positions", BalanceNotice { Positions.Count: > 0 } moved) => Positions(account, moved.Positions, notice.Time),
        ("balance_and_position", BalanceNotice moved) => [Holdings(account, moved.Reason switch
        {
            BalanceReason.Order => "filled",
            BalanceReason.Funding => "funding_fee",
            _ => "transferred",
        }, moved.Positions, notice.Time)],
        _ => null,
    };

    private JsonArray Positions(TradingAccount account, IEnumerable<Position> positions, long now) =>
        [.. positions.Select(position => PrivateRows.Of(account, _swaps, position, now))];

    private JsonObject Holdings(TradingAccount account, string reason, IEnumerable<Position> positions, long now) => new()
    {
        ["pTime"] = PrivateCall.Text(now),
        ["eventType"] = reason,
        ["balData"] = new JsonArray(new JsonObject { ["ccy"] = "USDT", ["cashBal"] = PrivateCall.Text(account.Wallet), ["uTime"] = PrivateCall.Text(account.Updated) }),
        ["posData"] = Positions(account, positions, now),
        ["trades"] = new JsonArray(),
    };

    private void Send(StreamConnection connection, string channel, string argument, JsonArray rows)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes($"{{\"arg\":{argument[..^1]},\"uid\":\"1\"}},\"data\":{rows.ToJsonString()}}}");
        _faults.Pass($"{connection.Id}/{channel}", channel, "", payload, bytes =>
        {
            var json = new Utf8Buffer(bytes.Length);
            json.Raw(bytes);
            connection.SendText(json);
        });
    }

    private sealed record Listener(TradingAccount Account, Dictionary<string, string> Channels);
}

using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>
/// Tells accounts what happens to them over the private streams. An account has one key at a time; it lives for an hour of the wall clock after
/// it was given out or renewed, and its end is told to those who listen. Connections may come with a key that is not known: nothing is sent to them.
/// </summary>
internal sealed class UserStreams
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SimulatorMarket _market;
    private readonly SimulatorClock _clock;
    private readonly PrivateStreamFaults _faults;
    private readonly Dictionary<TradingAccount, UserStream> _streams = [];
    private int _given;

    public UserStreams(TradingVenue venue, PrivateStreamFaults faults, SimulatorClock clock, TimeProvider time)
    {
        _market = venue.Market;
        _faults = faults;
        _clock = clock;
        _time = time;
        venue.Opened += account => account.Told += notice => Tell(account, notice);
    }

    /// <summary>The account's key, renewed; a new one when it has none.</summary>
    public string Start(TradingAccount account)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(account, out var stream))
            {
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Keys.Key}/{account.Keys.Secret}/{_clock.Start}/{++_given}"));
                stream = new UserStream(Convert.ToHexStringLower(hash), 0);
            }

            _streams[account] = stream with { Renewed = _time.GetTimestamp() };
            return stream.Key;
        }
    }

    /// <summary>The account's key, renewed; null when it has none.</summary>
    public string? Renew(TradingAccount account)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(account, out var stream))
                return null;
            _streams[account] = stream with { Renewed = _time.GetTimestamp() };
            return stream.Key;
        }
    }

    /// <summary>Ends the account's key without a word.</summary>
    public void Close(TradingAccount account)
    {
        lock (_lock)
            _streams.Remove(account);
    }

    /// <summary>Ends keys whose time is over, or all, and tells their listeners.</summary>
    public void Expire(bool all = false)
    {
        lock (_lock)
        {
            foreach (var (account, stream) in _streams.Where(stream => all || _time.GetElapsedTime(stream.Value.Renewed) >= Life).ToArray())
            {
                _streams.Remove(account);
                Send(stream, "listenKeyExpired", "", UserFrames.Expired(stream.Key, _clock.Milliseconds));
            }
        }
    }

    public void Attach(string key, StreamConnection connection)
    {
        lock (_lock)
        {
            foreach (var (account, stream) in _streams.Where(stream => stream.Value.Key == key).ToArray())
                _streams[account] = stream with { Listeners = [.. stream.Listeners.Where(listener => listener != connection), connection] };
        }
    }

    public void Detach(string key, StreamConnection connection)
    {
        lock (_lock)
        {
            foreach (var (account, stream) in _streams.Where(stream => stream.Value.Key == key).ToArray())
                _streams[account] = stream with { Listeners = [.. stream.Listeners.Where(listener => listener != connection)] };
        }
    }

    private void Tell(TradingAccount account, AccountNotice notice)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(account, out var stream) || stream.Listeners.Length == 0)
                return;
            foreach (var frame in UserFrames.Of(account, _market, notice, _clock.Milliseconds))
                Send(stream, frame.Event, frame.Symbol, frame.Payload);
        }
    }

    private void Send(UserStream stream, string name, string symbol, byte[] payload) => _faults.Pass(stream.Key, name, symbol, payload, sent =>
    {
        foreach (var listener in stream.Listeners)
            listener.SendUserData(stream.Key, sent);
    });
}

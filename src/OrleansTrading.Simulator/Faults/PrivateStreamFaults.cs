using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>
/// Stands between accounts and those who listen for them. A fault strikes private messages when it names the private path, or one of the messages.
/// </summary>
internal sealed class PrivateStreamFaults(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Action> _swapped = new(StringComparer.Ordinal);
    private readonly List<Held> _delayed = [];
    private volatile ActiveFault[] _active = [];

    /// <summary>Messages of private streams, by the names that faults call them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "TRADE_LITE", "ALGO_UPDATE", "ACCOUNT_CONFIG_UPDATE", "listenKeyExpired", "orders", "orders-algo", "positions", "account", "balance_and_position"];

    public void Replace(ActiveFault[] active) => _active = active;

    /// <summary>Sends the message as the faults have it: late, twice, after the next, in pieces, or not at all.</summary>
    /// <param name="stream">Messages change places within it.</param>
    public void Pass(string stream, string name, string symbol, byte[] payload, Action<byte[]> send)
    {
        if (Hit(FaultKind.Silence, name, symbol) is not null || Hit(FaultKind.Freeze, name, symbol) is not null)
            return;
        if (Hit(FaultKind.Malformed, name, symbol) is not null)
            payload = payload[..(payload.Length * 2 / 3)];
        var copies = Hit(FaultKind.Duplicate, name, symbol) is null ? 1 : 2;
        var delay = Hit(FaultKind.Delay, name, symbol);
        lock (_lock)
        {
            if (_swapped.Remove(stream, out var earlier))
            {
                Deliver();
                earlier();
            }
            else if (Hit(FaultKind.Reorder, name, symbol) is not null)
            {
                _swapped[stream] = Deliver;
            }
            else
            {
                Deliver();
            }
        }

        void Deliver()
        {
            for (var i = 0; i < copies; i++)
            {
                if (delay is null)
                    send(payload);
                else
                    _delayed.Add(new Held(() => send(payload), time.GetTimestamp(), TimeSpan.FromMilliseconds(delay.Request.DelayMs!.Value)));
            }
        }
    }

    /// <summary>Lets go of what was held back long enough, and of what waits for a next message when its fault is over.</summary>
    public void Release()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            foreach (var held in _delayed.FindAll(IsDue))
                held.Send();
            _delayed.RemoveAll(IsDue);
            if (_swapped.Count > 0 && !Array.Exists(_active, fault => fault.Request.Fault == FaultKind.Reorder && !fault.HasTimedOut))
            {
                foreach (var send in _swapped.Values)
                    send();
                _swapped.Clear();
            }

            bool IsDue(Held held) => time.GetElapsedTime(held.Since, now) >= held.For;
        }
    }

    private ActiveFault? Hit(FaultKind kind, string name, string symbol)
    {
        foreach (var fault in _active)
        {
            var request = fault.Request;
            if (request.Fault == kind
                && (request.Stream == name || (request.Stream is null && FaultValidation.ListenPathOf(request.Path) == ListenPath.Private))
                && (request.Symbol is null || request.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase)) && fault.TryHit())
                return fault;
        }

        return null;
    }

    private sealed record Held(Action Send, long Since, TimeSpan For);
}

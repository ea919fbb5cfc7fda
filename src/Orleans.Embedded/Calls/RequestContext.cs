using EmbeddedEngine;
using EmbeddedEngine.Calls;

namespace Orleans.Runtime;

/// <summary>Values that flow along with grain calls.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";

    private static readonly AsyncLocal<CallContext?> Local = new();

    /// <summary>The id of the call chain in which calls may come back, or <see cref="Guid.Empty"/>.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    public static IEnumerable<string> Keys => Local.Value?.Values.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries
        => Local.Value?.Values ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static CallContext? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>Until disposed, calls made from here may call back into the current grain.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made from here may not call back into grains that allowed it.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    public static object? Get(string key)
        => Local.Value is { } context && context.Values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        var values = Local.Value is { } context ? new Dictionary<string, object>(context.Values) : new(1);
        values[key] = value;
        Local.Value = CallContext.Of(values);
    }

    public static bool Remove(string key)
    {
        if (Local.Value is not { } context || !context.Values.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(context.Values);
        values.Remove(key);
        Local.Value = CallContext.Of(values);
        return true;
    }

    public static void Clear()
    {
        if (Local.Value is not null)
        {
            Local.Value = null;
        }
    }

    internal static Guid ReentrancyOf(IReadOnlyDictionary<string, object> values)
        => values.TryGetValue(ReentrancyKey, out var value) && value is Guid id ? id : Guid.Empty;

    /// <summary>A stretch of code with its own rule for calls that come back.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (_current != _original)
            {
                ReentrancyId = _current;
            }

            if (_current != Guid.Empty)
            {
                ActivationContext.Current?.EnterReentrantSection(_current);
            }
        }

        public void Dispose()
        {
            if (_current != Guid.Empty)
            {
                ActivationContext.Current?.ExitReentrantSection(_current);
            }

            if (_current != _original)
            {
                ReentrancyId = _original;
            }
        }
    }
}

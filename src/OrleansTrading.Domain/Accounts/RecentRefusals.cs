namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// Why the newest <paramref name="limit"/> keys were refused last: whoever asks again and again under the same key is answered each time, and the
/// events keep one refusal for each cause.
/// </summary>
internal sealed class RecentRefusals(int limit)
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <summary>Whether a key was not refused for this before, or for something else last.</summary>
    public bool IsNew(string key, string code)
    {
        if (_codes.TryGetValue(key, out var last))
        {
            _codes[key] = code;
            return last != code;
        }

        _codes[key] = code;
        _order.Enqueue(key);
        if (_order.Count > limit)
            _codes.Remove(_order.Dequeue());
        return true;
    }
}

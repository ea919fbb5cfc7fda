namespace OrleansTrading.Grains.Events;

/// <summary>The last batch of each publisher, so that one that comes late or twice is known.</summary>
internal sealed class EventSequence
{
    /// <summary>Publishers that are remembered: many more than there are silos, so that only those long gone are forgotten.</summary>
    public const int MostPublishers = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Number, long Turn)> _last = new(StringComparer.Ordinal);
    private long _turn;

    /// <summary>Whether a batch comes after all that came from its publisher, and notes it if so.</summary>
    public bool IsNext(string publisher, long number)
    {
        lock (_gate)
        {
            if (_last.TryGetValue(publisher, out var last) && number <= last.Number)
                return false;
            _last[publisher] = (number, ++_turn);
            if (_last.Count > MostPublishers)
                _last.Remove(_last.MinBy(entry => entry.Value.Turn).Key);
            return true;
        }
    }
}

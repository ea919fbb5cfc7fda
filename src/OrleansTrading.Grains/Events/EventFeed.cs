using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansTrading.Grains.Events;

/// <summary>
/// What the topic knows of one silo, and what waits for it. Lives in the topic's turns: every continuation here is one of them.
/// Calls to the silo go one after another, so order is kept; nobody waits for them.
/// </summary>
internal sealed class EventFeed(string bus, int capacity, Action<EventFeed, Exception> failed, Action<int> dropped)
{
    private readonly Queue<EventBatch> _waiting = new();
    private IEventObserver? _observer;
    private ImmutableArray<string>? _news;
    private int _count;
    private bool _sending;
    private bool _ended;

    public string Bus => bus;

    public FrozenSet<string> Wanted { get; private set; } = [];

    /// <summary>When it was last heard of, as a timestamp.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Answers whether it wants anything else than before.</summary>
    public bool Renew(IEventObserver observer, ImmutableArray<string> wanted, long now)
    {
        (_observer, HeardAt) = (observer, now);
        if (Wanted.SetEquals(wanted))
            return false;
        Wanted = wanted.ToFrozenSet(StringComparer.Ordinal);
        return true;
    }

    /// <summary>Sends what it wants of a batch.</summary>
    public void Offer(EventBatch batch)
    {
        var events = batch.Events.RemoveAll(one => !EventTypeNames.ChainOf(one).Any(Wanted.Contains));
        if (events.IsEmpty)
            return;
        _waiting.Enqueue(batch with { Events = events });
        _count += events.Length;
        while (_count > capacity && _waiting.Count > 1)
        {
            var lost = _waiting.Dequeue().Events.Length;
            _count -= lost;
            dropped(lost);
        }

        Send();
    }

    /// <summary>Tells what the others want now; of several the last.</summary>
    public void Tell(ImmutableArray<string> othersWant)
    {
        _news = othersWant;
        Send();
    }

    /// <summary>Sends nothing more; what waits is lost.</summary>
    public void End()
    {
        _ended = true;
        dropped(_count);
        _waiting.Clear();
        _count = 0;
    }

    private void Send()
    {
        if (!_sending)
            _ = SendAsync();
    }

    private async Task SendAsync()
    {
        _sending = true;
        var underWay = 0;
        try
        {
            while (!_ended && _observer is { } observer)
            {
                if (_news is { } news)
                {
                    _news = null;
                    await observer.OthersWantAsync(news);
                }
                else if (_waiting.TryDequeue(out var batch))
                {
                    underWay = batch.Events.Length;
                    _count -= underWay;
                    await observer.ReceiveAsync(batch);
                    underWay = 0;
                }
                else
                {
                    break;
                }
            }
        }
        catch (Exception exception)
        {
            // Gone, or too slow to answer. If it lives it renews; what was under way may or may not have come, and is not sent again.
            dropped(underWay);
            failed(this, exception);
        }
        finally
        {
            _sending = false;
        }
    }
}

using System.Collections.Immutable;

namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// Decides which notification goes where, with which others, and when. It does nothing by itself: its owner brings notifications and the time,
/// saves <see cref="Snapshot"/> after each change, then sends what <see cref="Due"/> gives, and says what came of it. Times are Unix milliseconds.
/// </summary>
public sealed class AlertRouter
{
    /// <summary>Keys that are remembered.</summary>
    public const int MostSeen = 2000;

    /// <summary>Silences at a time.</summary>
    public const int MostSilences = 200;

    private readonly AlertPlan _plan;
    private readonly List<RouteQueue> _routes;
    private readonly Dictionary<string, Notification> _open;
    private readonly Queue<string> _seenInOrder;
    private readonly HashSet<string> _seen;
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private ImmutableArray<Silence> _silences;
    private long _sequence;

    /// <param name="plan">What the operator has set. Routes that it does not have any more are forgotten with all that waits for them.</param>
    /// <param name="state">As it was saved.</param>
    public AlertRouter(AlertPlan plan, RouterState state)
    {
        _plan = plan;
        _routes = [.. plan.Routes.Select(name => new RouteQueue(plan, state.Routes.FirstOrDefault(route => route.Name == name) ?? RouteState.New(name)))];
        _open = state.Open.ToDictionary(open => open.Alert!, StringComparer.Ordinal);
        (_seenInOrder, _seen) = (new Queue<string>(state.Seen), new HashSet<string>(state.Seen, StringComparer.Ordinal));
        (_silences, _sequence) = (state.Silences, state.Sequence);
    }

    public ImmutableArray<Silence> Silences => _silences;

    /// <summary>Whether anything is to be saved.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>What is to be saved now.</summary>
    public RouterState Snapshot()
    {
        IsChanged = false;
        return new RouterState
        {
            Routes = [.. _routes.Select(route => route.Snapshot())],
            Open = [.. _open.Values],
            Silences = _silences,
            Seen = [.. _seenInOrder],
            Sequence = _sequence,
        };
    }

    /// <summary>How the routes are.</summary>
    public ImmutableArray<RouteState> Routes => [.. _routes.Select(route => route.Snapshot())];

    /// <summary>
    /// Takes a notification in. Answers false when its key has been seen, and when it is an event that goes nowhere: then it does nothing, but for noting
    /// that an open alert is acknowledged.
    /// </summary>
    public bool TakeIn(Notification notification, long now)
    {
        if (notification is { Phase: NotificationPhase.Opened, IsAcknowledged: true })
            Acknowledge(notification);
        var isNews = notification.Phase switch
        {
            // One that goes nowhere must not take the place of another's key.
            NotificationPhase.Event => _plan.RoutesOf(notification).Any(),
            NotificationPhase.Opened => !_open.ContainsKey(notification.Alert!) && !IsOver(notification),
            _ => true,
        };
        if (!isNews || _seen.Contains(notification.Key))
            return false;
        IsChanged = true;
        Remember(notification.Key);
        notification = notification.Shortened();
        if (notification.Phase == NotificationPhase.Opened)
            _open[notification.Alert!] = notification;
        else if (notification.Phase == NotificationPhase.Cleared)
            _open.Remove(notification.Alert!);
        foreach (var route in RoutesOf(notification))
            route.Add(notification, now);
        return true;
    }

    /// <summary>
    /// Compares with the alerts that are open: takes in what was not heard of, ends what is not open any more, and routes again what a route has lost.
    /// </summary>
    public void Reconcile(IReadOnlyCollection<Notification> open, long now)
    {
        var names = open.Select(alert => alert.Alert!).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _open.Values.Where(known => !names.Contains(known.Alert!)).ToList())
            TakeIn(gone.ToCleared(now), now);
        foreach (var alert in open)
        {
            if (TakeIn(alert, now) || IsOver(alert))
                continue;
            if (_open.TryAdd(alert.Alert!, alert.Shortened()))
                IsChanged = true;
            foreach (var route in RoutesOf(alert).Where(route => !route.Knows(alert.Alert!)))
            {
                route.Add(alert.Shortened(), now);
                IsChanged = true;
            }
        }
    }

    /// <summary>Makes the messages that are due. To be called every second or so.</summary>
    public void Form(long now)
    {
        var past = _silences.RemoveAll(silence => silence.Until <= now);
        IsChanged |= past.Length != _silences.Length;
        _silences = past;
        var conditions = new Conditions(this, now);
        foreach (var route in _routes)
            IsChanged |= route.Form(conditions, now, () => $"{now:x}-{++_sequence:x}");
    }

    /// <summary>The messages to be sent now; each is given out once until it was delivered or failed.</summary>
    public ImmutableArray<OutgoingMessage> Due(long now) =>
    [
        .. _routes.Select(route => route.Outgoing).OfType<OutgoingMessage>().Where(message => message.NextAttemptAt <= now && _underWay.Add(message.Id)),
    ];

    /// <summary>The receiver has confirmed a message.</summary>
    public void Delivered(OutgoingMessage message, long now)
    {
        if (!Ends(message, out var route))
            return;
        route.Deliver(now);
        IsChanged = true;
    }

    /// <summary>An attempt has failed. Answers whether the message is given up.</summary>
    public bool Failed(OutgoingMessage message, DeliveryFailure failure, long now)
    {
        if (!Ends(message, out var route))
            return false;
        IsChanged = true;
        return route.Fail(failure, now);
    }

    /// <summary>Adds a silence; false when there are too many.</summary>
    public bool Add(Silence silence)
    {
        if (_silences.Length >= MostSilences)
            return false;
        (_silences, IsChanged) = (_silences.Add(silence), true);
        return true;
    }

    /// <summary>Ends a silence; false when there is none of this name.</summary>
    public bool RemoveSilence(string id)
    {
        var left = _silences.RemoveAll(silence => silence.Id == id);
        if (left.Length == _silences.Length)
            return false;
        (_silences, IsChanged) = (left, true);
        return true;
    }

    /// <remarks>News of one alert may come by several silos, so its beginning after its end.</remarks>
    private bool IsOver(Notification opened) => _seen.Contains(opened.ToCleared(0).Key);

    private void Acknowledge(Notification seen)
    {
        if (_open.GetValueOrDefault(seen.Alert!) is { IsAcknowledged: false } open)
            (_open[seen.Alert!], IsChanged) = (open with { IsAcknowledged = true }, true);
    }

    private bool Ends(OutgoingMessage message, out RouteQueue route)
    {
        _underWay.Remove(message.Id);
        route = _routes.Find(candidate => candidate.Name == message.Route)!;
        return route?.Outgoing?.Id == message.Id;
    }

    private IEnumerable<RouteQueue> RoutesOf(Notification notification)
    {
        var names = _plan.RoutesOf(notification).ToHashSet(StringComparer.Ordinal);
        return _routes.Where(route => names.Contains(route.Name));
    }

    private void Remember(string key)
    {
        _seen.Add(key);
        _seenInOrder.Enqueue(key);
        while (_seenInOrder.Count > MostSeen)
            _seen.Remove(_seenInOrder.Dequeue());
    }

    private sealed class Conditions(AlertRouter router, long now) : IAlertConditions
    {
        public Notification? OpenOf(string alert) => router._open.GetValueOrDefault(alert);

        public bool IsSuppressed(Notification notification) =>
            router._silences.Any(silence => silence.Applies(notification, now))
            || router._plan.Inhibitions.Any(inhibition => router._open.Values.Any(open => inhibition.Applies(open, notification)));
    }
}

using System.Collections.Immutable;

namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// One route: what waits for it, and the one message under way. A message stays the same until it is confirmed or given up, so what a
/// receiver has confirmed never comes again.
/// </summary>
internal sealed class RouteQueue
{
    private readonly AlertPlan _plan;
    private readonly List<WaitingNotification> _waiting;
    private readonly Dictionary<string, long> _groups;
    private readonly Dictionary<string, long> _told;
    private RouteState _state;

    public RouteQueue(AlertPlan plan, RouteState state)
    {
        (_plan, _state) = (plan, state);
        _waiting = [.. state.Waiting];
        _groups = state.Groups.ToDictionary(mark => mark.Key, mark => mark.At, StringComparer.Ordinal);
        _told = state.Told.ToDictionary(mark => mark.Key, mark => mark.At, StringComparer.Ordinal);
    }

    public string Name => _state.Name;

    public OutgoingMessage? Outgoing => _state.Outgoing;

    private AlertPace Pace => _plan.Pace;

    public RouteState Snapshot() => _state with { Waiting = [.. _waiting], Groups = Marks(_groups), Told = Marks(_told) };

    public void Add(Notification notification, long now)
    {
        _waiting.Add(new WaitingNotification(notification, now));
        Count(counts => counts with { Taken = counts.Taken + 1 });
        while (_waiting.Count > Pace.Capacity)
        {
            // Of the least severity the first, which is the oldest.
            _waiting.Remove(_waiting.MinBy(waiting => waiting.Notification.Severity)!);
            Lose(1);
        }
    }

    /// <summary>Whether an open alert has been told of, or is going to be.</summary>
    public bool Knows(string alert) =>
        _told.ContainsKey(alert) || Outgoing?.Told.Contains(alert) == true
        || _waiting.Exists(waiting => waiting.Notification.Alert == alert && waiting.Notification.Phase != NotificationPhase.Cleared);

    /// <summary>Makes the next message when one is due and none is under way. Answers whether anything has changed.</summary>
    public bool Form(IAlertConditions conditions, long now, Func<string> nextId)
    {
        var changed = Forget(conditions, now) | Repeat(conditions, now) | DropSuppressed(conditions, now);
        if (Outgoing is not null)
            return changed;
        var due = _waiting.Where(waiting => !conditions.IsSuppressed(waiting.Notification))
            .GroupBy(waiting => _plan.GroupOf(waiting.Notification), StringComparer.Ordinal)
            .Select(group => (Group: group, DueAt: DueAt(group.Key, group.Min(waiting => waiting.TakenAt))))
            .Where(group => group.DueAt <= now).OrderBy(group => group.DueAt).FirstOrDefault();
        if (due.Group is null)
            return changed;
        var chosen = due.Group.ToList();
        Form(due.Group.Key, chosen.ConvertAll(waiting => waiting.Notification), now, nextId());
        _waiting.RemoveAll(chosen.Contains);
        return true;
    }

    public void Deliver(long now)
    {
        var message = Outgoing!;
        foreach (var alert in message.Told)
            _told[alert] = now;
        foreach (var alert in message.Ended)
            _told.Remove(alert);
        _groups[message.Group] = now;
        _state = _state with { Outgoing = null, LastSuccessAt = now };
        Count(counts => counts with { Delivered = counts.Delivered + message.Count, Messages = counts.Messages + 1 });
    }

    /// <summary>Answers whether the message is given up.</summary>
    public bool Fail(DeliveryFailure failure, long now)
    {
        var message = Outgoing!;
        var failed = message.Attempts + 1;
        _state = _state with { LastFailureAt = now, LastError = failure.Reason };
        Count(counts => counts with { Failures = counts.Failures + 1 });
        if (failure.IsFinal || now - message.CreatedAt >= Milliseconds(Pace.GiveUpAfter))
        {
            _groups[message.Group] = now;
            _state = _state with { Outgoing = null, Untold = _state.Untold + message.Lost };
            Lose(message.Count);
            return true;
        }

        var delay = Pace.DelayAfter(failed);
        if (failure.RetryAfter is { } asked && asked > delay)
            delay = asked < Pace.GiveUpAfter ? asked : Pace.GiveUpAfter;
        _state = _state with { Outgoing = message with { Attempts = failed, NextAttemptAt = now + Milliseconds(delay) } };
        return false;
    }

    private void Form(string group, List<Notification> notifications, long now, string id)
    {
        // Stable: of equal severity the order in which they came.
        var lines = notifications.OrderByDescending(notification => notification.Severity).Take(Pace.MaxLines).ToImmutableArray();
        _state = _state with
        {
            Outgoing = new OutgoingMessage(
                id, Name, group, lines, notifications.Count - lines.Length, _state.Untold,
                [.. AlertsOf(notifications, NotificationPhase.Opened, NotificationPhase.Repeated)], [.. AlertsOf(notifications, NotificationPhase.Cleared)], now, 0, now),
            Untold = 0,
        };
    }

    private long DueAt(string group, long first)
    {
        var waited = first + Milliseconds(Pace.GroupWait);
        return _groups.TryGetValue(group, out var last) ? Math.Max(waited, last + Milliseconds(Pace.GroupInterval)) : waited;
    }

    /// <remarks>
    /// What is suppressed and has waited long enough is not told; but an alert that is still open stays, and is told when it is suppressed no
    /// more. The end of an alert that was never told of is not told either.
    /// </remarks>
    private bool DropSuppressed(IAlertConditions conditions, long now)
    {
        var dropped = _waiting.RemoveAll(waiting =>
            waiting.TakenAt + Milliseconds(Pace.GroupWait) <= now
            && conditions.IsSuppressed(waiting.Notification)
            && (waiting.Notification.Phase != NotificationPhase.Opened || !conditions.IsOpen(waiting.Notification.Alert!)));
        dropped += _waiting.RemoveAll(waiting => waiting.Notification.Phase == NotificationPhase.Repeated && conditions.OpenOf(waiting.Notification.Alert!) is not { IsAcknowledged: false });
        dropped += _waiting.RemoveAll(waiting => waiting.Notification.Phase == NotificationPhase.Cleared && !Knows(waiting.Notification.Alert!));
        if (dropped > 0)
            Count(counts => counts with { Suppressed = counts.Suppressed + dropped });
        return dropped > 0;
    }

    private bool Repeat(IAlertConditions conditions, long now)
    {
        if (Pace.RepeatInterval <= TimeSpan.Zero)
            return false;
        var due = _told.Where(told => told.Value + Milliseconds(Pace.RepeatInterval) <= now && Outgoing?.Told.Contains(told.Key) != true).Select(told => conditions.OpenOf(told.Key))
            .OfType<Notification>().Where(open => !open.IsAcknowledged && !conditions.IsSuppressed(open) && !_waiting.Exists(waiting => waiting.Notification.Alert == open.Alert))
            .OrderBy(open => open.Key, StringComparer.Ordinal).ToList();
        foreach (var open in due)
            Add(open with { Key = $"{open.Alert}/again/{now}", Phase = NotificationPhase.Repeated }, now);
        return due.Count > 0;
    }

    /// <remarks>An alert that is over is remembered as told until its end is.</remarks>
    private bool Forget(IAlertConditions conditions, long now)
    {
        var groups = _groups.Where(group => group.Value + Milliseconds(Pace.GroupInterval) <= now).Select(group => group.Key).ToList();
        var told = _told.Keys.Where(alert => !conditions.IsOpen(alert) && Outgoing?.Ended.Contains(alert) != true
            && !_waiting.Exists(waiting => waiting.Notification.Alert == alert)).ToList();
        groups.ForEach(group => _groups.Remove(group));
        told.ForEach(alert => _told.Remove(alert));
        return groups.Count + told.Count > 0;
    }

    private void Lose(int count)
    {
        _state = _state with { Untold = _state.Untold + count };
        Count(counts => counts with { Lost = counts.Lost + count });
    }

    private void Count(Func<RouteCounts, RouteCounts> change) => _state = _state with { Counts = change(_state.Counts) };

    private static IEnumerable<string> AlertsOf(List<Notification> notifications, params NotificationPhase[] phases) =>
        notifications.Where(notification => phases.Contains(notification.Phase)).Select(notification => notification.Alert!).Distinct(StringComparer.Ordinal);

    private static ImmutableArray<TimeMark> Marks(Dictionary<string, long> marks) => [.. marks.Select(mark => new TimeMark(mark.Key, mark.Value))];

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}

using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

/// <summary>A router with a clock moved by hand and receivers that answer as they are told; saved as its owner would, and restarted from that.</summary>
internal sealed class RouterRun(AlertPlan plan)
{
    private readonly HashSet<string> _failing = [];
    private AlertRouter _router = new(plan, new RouterState());
    private RouterState _saved = new();

    public long Now { get; private set; } = 1_000_000;

    public AlertRouter Router => _router;

    /// <summary>Everything that receivers got, each attempt by itself.</summary>
    public List<OutgoingMessage> Received { get; } = [];

    /// <summary>Messages that were given up.</summary>
    public List<OutgoingMessage> GivenUp { get; } = [];

    public DeliveryFailure Failure { get; set; } = new("HTTP 500");

    /// <summary>A receiver gets the next message and the service is killed before it has noted the answer.</summary>
    public bool KilledAfterSending { get; set; }

    public RouteState Route(string name = "ops") => _router.Routes.Single(route => route.Name == name);

    public void TakeIn(params Notification[] notifications)
    {
        foreach (var notification in notifications)
            _router.TakeIn(notification, Now);
        Save();
    }

    public void Fail(string route = "ops") => _failing.Add(route);

    public void Mend() => _failing.Clear();

    /// <summary>Lets time pass in ticks of a second, or of what is given.</summary>
    public RouterRun Pass(TimeSpan time, TimeSpan? tick = null)
    {
        var step = (long)(tick ?? TimeSpan.FromSeconds(1)).TotalMilliseconds;
        for (var end = Now + (long)time.TotalMilliseconds; Now < end;)
        {
            Now = Math.Min(end, Now + step);
            Tick();
        }

        return this;
    }

    public void Restart() => _router = new AlertRouter(plan, _saved);

    public void Save() => _saved = _router.Snapshot();

    private void Tick()
    {
        _router.Form(Now);
        Save();
        foreach (var message in _router.Due(Now))
        {
            if (_failing.Contains(message.Route))
            {
                if (_router.Failed(message, Failure, Now))
                    GivenUp.Add(message);
                continue;
            }

            Received.Add(message);
            if (KilledAfterSending)
            {
                KilledAfterSending = false;
                Restart();
                return;
            }

            _router.Delivered(message, Now);
        }

        Save();
    }
}

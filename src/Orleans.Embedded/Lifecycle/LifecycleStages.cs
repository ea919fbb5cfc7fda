using Orleans;

namespace EmbeddedEngine.Lifecycle;

/// <summary>
/// Starts observers stage by stage upwards, those of one stage together, and stops the started ones downwards.
/// A failure to start stops what had started and is thrown; a failure to stop is reported and the rest still stops.
/// </summary>
internal class LifecycleStages(Action<string, Exception> onStopError) : ILifecycleObservable
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_gate)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var reached = int.MinValue;
        try
        {
            foreach (var stage in Stages())
            {
                cancellationToken.ThrowIfCancellationRequested();
                reached = stage.Key;
                await Task.WhenAll(stage.Select(s => Guarded(() => s.Observer.OnStart(cancellationToken))));
                HighestCompletedStage = stage.Key;
            }
        }
        catch
        {
            HighestCompletedStage = reached;
            await StopAsync(new CancellationToken(canceled: true));
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().Where(s => s.Key <= HighestCompletedStage).Reverse())
        {
            foreach (var subscription in stage)
            {
                try
                {
                    await subscription.Observer.OnStop(cancellationToken);
                }
                catch (Exception error)
                {
                    onStopError(subscription.Name, error);
                }
            }

            LowestStoppedStage = stage.Key;
        }

        HighestCompletedStage = int.MinValue;
    }

    private static async Task Guarded(Func<Task> start) => await start();

    private List<IGrouping<int, Subscription>> Stages()
    {
        lock (_gate)
        {
            return [.. _subscriptions.GroupBy(s => s.Stage).OrderBy(g => g.Key)];
        }
    }

    private sealed class Subscription(LifecycleStages owner, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._subscriptions.Remove(this);
            }
        }
    }
}

using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>
/// Runs the turns of one activation, one at a time and in order, on the thread pool. Tasks started on it and the
/// continuations of the grain's awaits are turns like requests are. It goes on working after its grain has gone.
/// </summary>
internal sealed class ActivationScheduler(Activation owner) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    // A grain with much to do lets others in after this many milliseconds.
    private const int Quantum = 25;

    private readonly Lock _gate = new();
    private readonly Queue<Task> _tasks = new();
    private Task? _pump;
    private bool _pumpWanted;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has the activation look at its queue of requests in a turn of its own.</summary>
    public void RequestPump()
    {
        lock (_gate)
        {
            _pumpWanted = true;
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void QueueTask(Action action) => QueueAction(action);

    public void QueueAction(Action action)
        => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public void QueueAction(Action<object> action, object state)
        => Task.Factory.StartNew(action!, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        var outer = ActivationContext.Current;
        ActivationContext.Current = owner;
        var started = Environment.TickCount64;
        try
        {
            for (var turns = 1; TryTakeTurn(); turns++)
            {
                if ((turns & 15) == 0 && Environment.TickCount64 - started > Quantum)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        finally
        {
            ActivationContext.Current = outer;
        }
    }

    protected override void QueueTask(Task task)
    {
        if (ReferenceEquals(task, _pump))
        {
            // Started by the turn that runs now, which is where it belongs.
            _pump = null;
            TryExecuteTask(task);
            return;
        }

        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && ReferenceEquals(ActivationContext.Current, owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _tasks];
        }
    }

    // Requests and other tasks take turns, so that neither keeps the other waiting for long.
    private bool TryTakeTurn()
    {
        bool pump;
        Task? task;
        lock (_gate)
        {
            pump = _pumpWanted;
            _pumpWanted = false;
            if (!_tasks.TryDequeue(out task) && !pump)
            {
                _scheduled = false;
                return false;
            }
        }

        if (pump)
        {
            _pump = new Task(static state => ((Activation)state!).Pump(), owner, TaskCreationOptions.DenyChildAttach);
            _pump.Start(this);
        }

        if (task is not null)
        {
            TryExecuteTask(task);
        }

        return true;
    }
}

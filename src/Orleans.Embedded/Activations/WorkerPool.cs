using EmbeddedEngine.Calls;
using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>The activations of one stateless worker grain on one silo.</summary>
internal sealed class WorkerPool(SiloNode silo, GrainClass grainClass, GrainId id) : CallTarget
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _closed;

    public override SiloNode Silo => silo;

    public override object Instance => throw new NotSupportedException("A worker pool hands requests on.");

    /// <summary>Gives the request to an idle worker, a new one, or the one with the least to do.</summary>
    public override bool TryEnqueue(GrainRequest request)
    {
        if (!silo.IsAccepting)
        {
            return false;
        }

        lock (_gate)
        {
            if (_closed)
            {
                // It has gone, and may not have got round to saying so.
                silo.Forget(this, id);
                return false;
            }

            Activation? best = null;
            var load = int.MaxValue;
            foreach (var worker in _workers)
            {
                var its = worker.Load;
                if (its < load)
                {
                    best = worker;
                    load = its;
                }
            }

            if (best is null || (load > 0 && _workers.Count < grainClass.MaxLocalWorkers))
            {
                var fresh = new Activation(silo, grainClass, id, this);
                if (silo.TryAdd(fresh))
                {
                    _workers.Add(fresh);
                    best = fresh;
                }
            }

            return best is not null && best.TryEnqueue(request);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            if (_workers.Count > 0)
            {
                return;
            }

            _closed = true;
        }

        silo.Forget(this, id);
    }

    public override void Cancel(CancellationTokenSource source) => source.Cancel();

    public override void OnCompleted(GrainRequest request, Exception? error)
    {
    }
}

using EmbeddedEngine.Calls;

namespace EmbeddedEngine.Activations;

/// <summary>Which requests may run together.</summary>
internal sealed partial class Activation
{
    private Dictionary<Guid, int>? _reentrantSections;

    public void EnterReentrantSection(Guid id)
    {
        lock (_gate)
        {
            _reentrantSections ??= [];
            _reentrantSections[id] = _reentrantSections.GetValueOrDefault(id) + 1;
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (_gate)
        {
            if (_reentrantSections is null || !_reentrantSections.TryGetValue(id, out var depth))
            {
                return;
            }

            if (depth > 1)
            {
                _reentrantSections[id] = depth - 1;
            }
            else
            {
                _reentrantSections.Remove(id);
            }
        }
    }

    // A request that the grain's own predicate fails on must not hold up those behind it.
    private bool MayRunOrFails(GrainRequest incoming)
    {
        try
        {
            return MayRun(incoming);
        }
        catch (Exception error)
        {
            Log.InterleavingFailed(_silo.Logger, error, GrainId, incoming);
            _waiting.Remove(incoming);
            incoming.FailSoon(error);
            return false;
        }
    }

    private bool MayRun(GrainRequest incoming)
        => _running.Count == 0
            || CanInterleave(incoming)
            || (Class.MayInterleave is { } may && _instance is { } instance && AnyMayInterleave(may, instance, incoming));

    // Compatible with each running request by attributes and call chains alone.
    private bool CanInterleave(GrainRequest incoming)
    {
        if (Class.IsReentrant || incoming.IsAlwaysInterleave)
        {
            return true;
        }

        if (_reentrantSections is { Count: > 0 } sections
            && incoming.Context is { } context
            && context.ReentrancyId != Guid.Empty
            && sections.ContainsKey(context.ReentrancyId))
        {
            return true;
        }

        for (var running = _running.First; running is not null; running = running.Next)
        {
            if (!running.IsAlwaysInterleave && !(running.IsReadOnly && incoming.IsReadOnly))
            {
                return false;
            }
        }

        return true;
    }

    private bool AnyMayInterleave(InterleavePredicate may, object instance, GrainRequest incoming)
    {
        if (may(instance, incoming))
        {
            return true;
        }

        for (var running = _running.First; running is not null; running = running.Next)
        {
            if (!running.IsAlwaysInterleave && !may(instance, running))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Collections.Concurrent;

namespace OrleansTrading.Grains.Cluster;

/// <summary>The calls of this silo's grains by class.</summary>
internal sealed class GrainCallCounts
{
    private readonly ConcurrentDictionary<Type, CallCounts> _byClass = new();
    private CallCounts? _last;

    public IEnumerable<CallCounts> All => _byClass.Values;

    public CallCounts Of(Type grainClass)
    {
        // Calls often come in rows to grains of one class.
        var last = _last;
        return last?.GrainClass == grainClass ? last : _last = _byClass.GetOrAdd(grainClass, static type => new CallCounts(type));
    }
}

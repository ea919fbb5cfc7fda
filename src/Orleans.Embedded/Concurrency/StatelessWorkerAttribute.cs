using System.Globalization;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>A grain class with up to a number of activations on every silo, as many as there are processors unless told.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    private readonly int _maxLocalWorkers;

    public StatelessWorkerAttribute(int maxLocalWorkers)
        : this(maxLocalWorkers, true)
    {
    }

    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new StatelessWorkerPlacement())
    {
        _maxLocalWorkers = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;
        RemoveIdleWorkers = removeIdleWorkers;
    }

    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    internal bool RemoveIdleWorkers { get; }

    public override void Populate(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        base.Populate(services, grainClass, grainType, properties);
        properties[GrainProperty.MaxLocalInstances] = _maxLocalWorkers.ToString(CultureInfo.InvariantCulture);
        if (!RemoveIdleWorkers)
        {
            properties[GrainProperty.IdleDuration] = GrainProperty.IndefiniteIdle;
        }
    }
}

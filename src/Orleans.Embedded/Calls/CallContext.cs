using Orleans.Runtime;

namespace EmbeddedEngine.Calls;

/// <summary>An immutable set of request context values; never empty.</summary>
internal sealed class CallContext
{
    private CallContext(Dictionary<string, object> values)
    {
        Values = values;
        ReentrancyId = RequestContext.ReentrancyOf(values);
    }

    public IReadOnlyDictionary<string, object> Values { get; }

    public Guid ReentrancyId { get; }

    public static CallContext? Of(Dictionary<string, object> values) => values.Count == 0 ? null : new CallContext(values);
}

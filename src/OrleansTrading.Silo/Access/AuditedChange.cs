using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansTrading.Silo.Access;

/// <summary>What a request has replaced, as its endpoint tells. What is there afterwards is the answer, unless the endpoint tells that too.</summary>
internal sealed class AuditedChange
{
    public string? Before { get; private set; }

    public string? After { get; private set; }

    /// <summary>Whether a part was done and of another it is not known.</summary>
    public bool IsInPart { get; private set; }

    public static AuditedChange Of(HttpContext context)
    {
        if (context.Features.Get<AuditedChange>() is { } change)
            return change;
        change = new AuditedChange();
        context.Features.Set(change);
        return change;
    }

    public void Replaces<T>(T before, JsonTypeInfo<T> type) => Before = JsonSerializer.Serialize(before, type);

    public void Replaces(string before) => Before = before;

    public void Becomes<T>(T after, JsonTypeInfo<T> type) => After = JsonSerializer.Serialize(after, type);

    /// <summary>Says that the answer holds something that nobody else is to see, and what may be written in its place.</summary>
    public void Becomes(string after) => After = after;

    /// <summary>Says that of a part of it nobody knows whether it was done, whatever the answer's status says of the whole.</summary>
    public void BecomesInPart(string after) => (After, IsInPart) = (after, true);
}

using System.Collections.Concurrent;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>The names by which silos tell each other what they want.</summary>
internal static class EventTypeNames
{
    private static readonly ConcurrentDictionary<Type, string[]> Known = new();

    public static string Of(Type eventType) => eventType.FullName!;

    /// <summary>The names of a type and of its bases: who wants one of them wants the event.</summary>
    public static string[] ChainOf(TradingEvent tradingEvent) => Known.GetOrAdd(tradingEvent.GetType(), static type => [.. Chain(type)]);

    private static IEnumerable<string> Chain(Type type)
    {
        for (var current = type; current is not null && typeof(TradingEvent).IsAssignableFrom(current); current = current.BaseType)
            yield return Of(current);
    }
}

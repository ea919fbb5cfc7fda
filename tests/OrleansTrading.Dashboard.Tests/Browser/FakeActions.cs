using System.Collections.Concurrent;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Does what is allowed and remembers it.</summary>
internal sealed class FakeActions : IAuditedActions
{
    public ConcurrentQueue<(Person Person, AuditedAction Action, ActionOutcome Outcome)> Done { get; } = new();

    public async Task<ActionOutcome> RunAsync(Person person, string way, AuditedAction action, Func<string, Task<ActionOutcome>> work)
    {
        var outcome = person.May(action.Needs) ? await work($"{way} {person.Name}") : ActionOutcome.Refused($"{person.Name} may not do this.");
        Done.Enqueue((person, action, outcome));
        return outcome;
    }
}

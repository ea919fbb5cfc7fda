using System.Collections.Concurrent;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Does what is allowed and remembers it. A failure is told and not thrown.</summary>
internal sealed class FakeActions : IAuditedActions
{
    public ConcurrentQueue<(Person Person, AuditedAction Action, ActionOutcome Outcome)> Done { get; } = new();

    /// <summary>Who somebody is by the time they do something; they may have lost what they were allowed.</summary>
    public Func<Person, Person> Actually { get; set; } = person => person;

    public async Task<ActionOutcome> RunAsync(Person person, string way, AuditedAction action, Func<string, Task<ActionOutcome>> work)
    {
        person = Actually(person);
        var outcome = person.May(action.Needs) ? await DoAsync(work, $"{way} {person.Name}") : ActionOutcome.Refused($"{person.Name} may not do this.");
        Done.Enqueue((person, action, outcome));
        return outcome;
    }

    private static async Task<ActionOutcome> DoAsync(Func<string, Task<ActionOutcome>> work, string who)
    {
        try
        {
            return await work(who);
        }
        catch (Exception exception)
        {
            return ActionOutcome.Refused(exception.Message);
        }
    }
}

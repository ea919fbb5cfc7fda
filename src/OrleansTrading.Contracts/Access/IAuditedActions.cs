namespace OrleansTrading.Contracts.Access;

/// <summary>The one way in which anybody changes anything: by page, by API or by token.</summary>
public interface IAuditedActions
{
    /// <summary>
    /// Does it if the person may, and writes down that it was begun and what came of it. What is not allowed is written down
    /// too. A failure is told in the answer and not thrown, except a cancellation.
    /// </summary>
    /// <param name="person">Who wants it.</param>
    /// <param name="way"><c>page</c> or <c>api</c>.</param>
    /// <param name="action">What is wanted.</param>
    /// <param name="work">Does it. It is given who asks, in the words that are kept in runs, orders and events.</param>
    Task<ActionOutcome> RunAsync(Person person, string way, AuditedAction action, Func<string, Task<ActionOutcome>> work);
}

using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>Whoever sits before this page, and what they do on it.</summary>
internal interface IOperator
{
    Task<Person> GetPersonAsync();

    /// <summary>Does something for them: checked on the server whatever the page shows, audited, and told in a notice.</summary>
    /// <returns>Whether it was done.</returns>
    Task<bool> DoAsync(AuditedAction action, Func<string, Task<ActionOutcome>> work);
}

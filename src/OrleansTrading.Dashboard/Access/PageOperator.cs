using Microsoft.AspNetCore.Components.Authorization;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Shell;

namespace OrleansTrading.Dashboard.Access;

internal sealed class PageOperator(AuthenticationStateProvider authentication, IAuditedActions actions, Notices notices) : IOperator
{
    private const string Way = "page";

    public async Task<Person> GetPersonAsync() => Person.Of((await authentication.GetAuthenticationStateAsync()).User);

    public async Task<bool> DoAsync(AuditedAction action, Func<string, Task<ActionOutcome>> work)
    {
        var outcome = await actions.RunAsync(await GetPersonAsync(), Way, action, work);
        notices.Tell(outcome);
        return outcome.IsDone;
    }
}

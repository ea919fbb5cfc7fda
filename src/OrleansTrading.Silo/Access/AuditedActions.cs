using Orleans.Runtime;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Stores that an action is begun, does it, stores what came of it. What cannot be written down is not done, unless it lowers risk:
/// nobody is kept from stopping trading by a full disk.
/// </summary>
internal sealed partial class AuditedActions(IAuditLog log, RefusalLimit refusals, TimeProvider time, ILogger<AuditedActions> logger) : IAuditedActions
{
    /// <summary>An entry's end is written even when whoever asked has gone, but not for ever waited for.</summary>
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    public async Task<ActionOutcome> RunAsync(Person person, string way, AuditedAction action, Func<string, Task<ActionOutcome>> work)
    {
        var now = time.GetUtcNow();
        var begun = AuditText.Fitting(new AuditEntry(
            Guid.CreateVersion7(now).ToString("N"), now.ToUnixTimeMilliseconds(), person.Name, way, person.From, action.Name, action.Target,
            AuditOutcome.Begun, action.Before));
        if (!person.May(action.Needs))
        {
            var refused = ActionOutcome.Refused($"{person.Name} may not do this: it takes the scope {action.Needs}.");
            await WriteRefusalAsync(begun with { Outcome = AuditOutcome.Refused, Detail = refused.Message });
            return refused;
        }

        if (!await TryAddAsync(begun) && !action.LowersRisk)
            return ActionOutcome.Refused("The audit log cannot be written, so this was not done.");
        var outcome = await DoAsync(begun, () => work(WordsOf(person, way)));
        await TryAddAsync(EndOf(begun, outcome));
        return outcome;
    }

    /// <summary>Who asks, as it is kept in runs, orders and events.</summary>
    public static string WordsOf(Person person, string way) => $"{way} {person.Name} {person.From}".TrimEnd();

    private async Task<ActionOutcome> DoAsync(AuditEntry begun, Func<Task<ActionOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            await TryAddAsync(EndOf(begun, ActionOutcome.Failed("It was given up on the way, and may or may not have been done.")));
            throw;
        }
        catch (TimeoutException exception)
        {
            LogFailed(begun.Action, begun.Target, begun.Who, exception);
            return ActionOutcome.Failed("The answer took too long: it may or may not have been done.");
        }
        catch (OrleansException exception)
        {
            LogFailed(begun.Action, begun.Target, begun.Who, exception);
            return ActionOutcome.Failed("The silo that does it is not there now: it may or may not have been done.");
        }
        catch (Exception exception)
        {
            LogFailed(begun.Action, begun.Target, begun.Who, exception);
            return ActionOutcome.Failed("Something unexpected happened: it may or may not have been done. The log says more.");
        }
    }

    private AuditEntry EndOf(AuditEntry begun, ActionOutcome outcome) => AuditText.Fitting(begun with
    {
        At = time.GetUtcNow().ToUnixTimeMilliseconds(),
        Outcome = outcome switch { { IsDone: true } => AuditOutcome.Done, { IsUncertain: true } => AuditOutcome.Failed, _ => AuditOutcome.Refused },
        Before = outcome.Before ?? begun.Before,
        After = outcome.After,
        Detail = outcome.IsDone ? null : outcome.Message,
    });

    private async Task WriteRefusalAsync(AuditEntry refused)
    {
        if (refusals.Take(refused.Who, out var isFirst) is { } leftOut)
            await TryAddAsync(leftOut == 0 ? refused : refused with { Detail = $"{refused.Detail} {leftOut} more between the last refusal and this one were not written down." });
        else if (isFirst)
            LogRefusalsLeftOut(refused.Who, refused.From, refused.Action);
    }

    private async Task<bool> TryAddAsync(AuditEntry entry)
    {
        try
        {
            using var limit = new CancellationTokenSource(WriteLimit, time);
            await log.AddAsync(entry, limit.Token);
            return true;
        }
        catch (Exception exception)
        {
            LogNotWritten(entry.Action, entry.Target, entry.Who, entry.Outcome, exception);
            return false;
        }
    }
}

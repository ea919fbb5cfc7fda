using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Questions to the venue, about each thing one at a time. What is asked while one is under way is asked once more behind it, however often it was
/// asked: an answer says nothing of what happened after its question was sent, and a stream that breaks again and again does not use up what the venue allows.
/// </summary>
internal sealed class AccountQuestions
{
    /// <summary>What is asked behind the question that is under way; null for nothing.</summary>
    private readonly Dictionary<object, AccountEffect?> _underWay = [];

    /// <param name="question">What is asked.</param>
    /// <param name="ask">Asks it, and never throws.</param>
    public async Task AskAsync(AccountEffect question, Func<AccountEffect, Task> ask)
    {
        var about = About(question);
        if (_underWay.TryGetValue(about, out var next))
        {
            _underWay[about] = Together(next, question);
            return;
        }

        for (var one = question; one is not null; one = _underWay[about])
        {
            _underWay[about] = null;
            await ask(one);
        }

        _underWay.Remove(about);
    }

    private static object About(AccountEffect question) => question switch
    {
        AskOrder ask => ask.Order.Id,
        AskFills ask => ask.Instrument,
        _ => question.GetType(),
    };

    /// <summary>One question in place of two: as far back as either went.</summary>
    private static AccountEffect Together(AccountEffect? earlier, AccountEffect later) => (earlier, later) switch
    {
        (AskFills first, AskFills second) => second with { From = Math.Min(first.From, second.From) },
        (AskCash first, AskCash second) => second with { From = Math.Min(first.From, second.From) },
        _ => later,
    };
}

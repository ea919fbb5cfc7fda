using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Questions to the venue, about each thing one at a time. What is asked while one is under way is asked once more behind it, however often it was
/// asked: an answer says nothing of what happened after its question was sent, and a stream that breaks again and again does not use up what the venue allows.
/// Questions about single orders are none of these: they cost next to nothing, and one that is lost must not hold up the next.
/// </summary>
internal sealed class AccountQuestions
{
    /// <summary>Executions from so long before on, ms, are asked for as a matter of course.</summary>
    private const long Recent = 3_600_000;

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

        try
        {
            for (var one = question; one is not null; one = _underWay[about])
            {
                _underWay[about] = null;
                await ask(one);
            }
        }
        finally
        {
            _underWay.Remove(about);
        }
    }

    /// <summary>A search through a day takes many pages: what has just been missed does not wait for it, nor become one with it.</summary>
    private static object About(AccountEffect question) => question switch
    {
        AskFills ask => (ask.Instrument, IsSearch: ask.AskedAt - ask.From > Recent),
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

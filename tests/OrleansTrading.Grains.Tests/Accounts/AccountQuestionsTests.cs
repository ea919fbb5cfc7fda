using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Accounts;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class AccountQuestionsTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("fake:BTCUSDT");
    private static readonly InstrumentId Ether = InstrumentId.Parse("fake:ETHUSDT");

    private readonly AccountQuestions _questions = new();
    private readonly List<(AccountEffect Question, TaskCompletionSource Answer)> _asked = [];

    [Fact]
    public void Question_WhileAnotherAboutTheSameIsUnderWay_IsAskedOnceBehindItAsFarBackAsAnyWent()
    {
        var begun = Ask(new AskFills(Bitcoin, 500, 1_000));
        Ask(new AskFills(Bitcoin, 900, 1_100)).IsCompleted.ShouldBeTrue("it is taken along");
        _ = Ask(new AskFills(Bitcoin, 300, 1_200));
        _ = Ask(new AskFills(Bitcoin, 700, 1_300));
        _asked.Count.ShouldBe(1);
        _asked[0].Answer.SetResult();
        _asked.Select(asked => asked.Question).ShouldBe([new AskFills(Bitcoin, 500, 1_000), new AskFills(Bitcoin, 300, 1_300)]);
        begun.IsCompleted.ShouldBeFalse();
        _asked[1].Answer.SetResult();
        (_asked.Count, begun.IsCompletedSuccessfully).ShouldBe((2, true));
        _ = Ask(new AskFills(Bitcoin, 800, 1_400));
        _asked[^1].Question.ShouldBe(new AskFills(Bitcoin, 800, 1_400), "nothing is under way any more");
    }

    [Fact]
    public void Questions_AboutOtherThings_DoNotWaitForOneAnother()
    {
        const long Day = 86_400_000;
        AccountEffect[] questions = [new AskFills(Bitcoin, Day, Day), new AskFills(Bitcoin, 0, Day), new AskFills(Ether, Day, Day), new AskCash(Day, Day), new AskAccount(Day, 1)];
        foreach (var question in questions)
            _ = Ask(question);
        _asked.Select(asked => asked.Question).ShouldBe(questions);
    }

    [Fact]
    public void Question_ThatCouldNotBeAsked_KeepsNoOtherBack()
    {
        _questions.AskAsync(new AskCash(1, 1), _ => throw new InvalidOperationException("told to fail")).IsFaulted.ShouldBeTrue();
        _ = Ask(new AskCash(2, 2));
        _asked.Single().Question.ShouldBe(new AskCash(2, 2));
    }

    private Task Ask(AccountEffect question) => _questions.AskAsync(question, asked =>
    {
        var answer = new TaskCompletionSource();
        _asked.Add((asked, answer));
        return answer.Task;
    });
}

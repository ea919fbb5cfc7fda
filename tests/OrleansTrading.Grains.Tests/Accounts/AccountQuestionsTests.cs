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
        AccountEffect[] questions = [new AskFills(Bitcoin, 1, 1), new AskFills(Ether, 1, 1), new AskCash(1, 1), new AskAccount(1, 1)];
        foreach (var question in questions)
            _ = Ask(question);
        _asked.Select(asked => asked.Question).ShouldBe(questions);
    }

    private Task Ask(AccountEffect question) => _questions.AskAsync(question, asked =>
    {
        var answer = new TaskCompletionSource();
        _asked.Add((asked, answer));
        return answer.Task;
    });
}

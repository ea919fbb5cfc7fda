using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Domain.Tests.Accounts;

public sealed class AccountOutboxTests
{
    private readonly AccountOutbox<string> _outbox = new(stored: 10);
    private long _version = 10;

    [Fact]
    public void Step_LeavesOnlyWhenItAndAllBeforeItAreStored()
    {
        Add("a", events: 2);
        _outbox.Begin().Count.ShouldBe(2);
        Add("b", events: 1);
        Add("c", events: 0);
        Leaving().ShouldBeEmpty();
        _outbox.Begin().ShouldBeEmpty();
        _outbox.Complete();
        Leaving().ShouldBe(["a"]);
        _outbox.Begin().Count.ShouldBe(1);
        _outbox.Complete();
        Leaving().ShouldBe(["b", "c"]);
        (_outbox.Stored, _outbox.IsEmpty).ShouldBe((13, true));
    }

    [Fact]
    public void Step_WithoutEventsAndNothingBefore_LeavesAtOnce()
    {
        Add("a", events: 0);
        Leaving().ShouldBe(["a"]);
        _outbox.Begin().ShouldBeEmpty();
    }

    [Fact]
    public void Batch_MoreThanFits_IsCutBetweenSteps()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Add(name, events: 400);
        Add("d", events: 1_500);
        var sizes = new List<int>();
        while (_outbox.Begin() is { Count: > 0 } batch)
        {
            sizes.Add(batch.Count);
            _outbox.Complete();
        }

        sizes.ShouldBe([800, 400, 1_500]);
        Leaving().ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void Append_Failed_NothingLeaves()
    {
        Add("a", events: 1);
        _outbox.Begin();
        Add("b", events: 1);
        _outbox.Abandon().ShouldBe(["a", "b"]);
        Leaving().ShouldBeEmpty();
    }

    private void Add(string name, int events)
    {
        _version += events;
        _outbox.Add(new AccountStep([.. Enumerable.Repeat(new OrderSent(1, name), events)], [], _version, null, null, false), name);
    }

    private List<string> Leaving()
    {
        var left = new List<string>();
        while (_outbox.TryLeave(out _, out var name))
            left.Add(name);
        return left;
    }
}

using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class AccountInboxTests
{
    private int _drains;

    [Fact]
    public void News_MoreThanFit_AreLetGoAndSaidToBeMissing_AndOneDrainIsScheduled()
    {
        var inbox = new AccountInbox(2, () => _drains++);
        inbox.OnOrder(Report("a"));
        inbox.OnConnected();
        inbox.OnOrder(Report("b"));
        var taken = inbox.Take(out var missed);
        (taken.Count, missed, _drains).ShouldBe((2, true, 1));
        taken[0].ShouldBe(new AccountNews.OrderHeard(Report("a")));
        inbox.OnOrder(Report("c"));
        inbox.Take(out missed).ShouldHaveSingleItem();
        (missed, _drains).ShouldBe((false, 2));
        inbox.Close();
        inbox.OnOrder(Report("d"));
        inbox.Take(out _).ShouldBeEmpty();
        _drains.ShouldBe(2);
    }

    private static OrderReport Report(string id) => new(id, null, OrderState.Accepted, 0, null, 1, null);
}

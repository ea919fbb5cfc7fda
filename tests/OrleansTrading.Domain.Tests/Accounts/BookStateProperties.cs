using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>What is kept of an account, and the events after it, against all events.</summary>
public sealed class BookStateProperties
{
    [Fact]
    public void Restore_AnyEventsKeptAtAnyOfThem_IsTheFoldOfAll() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var made = new MadeEvents(seed);
            for (var i = 0; i < 150; i++)
                made.Next();
            var at = new Random(seed).Next(0, made.All.Count + 1);
            var before = new AccountBook();
            foreach (var happened in made.All[..at])
                before.Apply(happened);
            var state = before.Save();
            var restored = AccountBook.Restore(state);
            if (StateText.SortedOf(restored) != StateText.SortedOf(before))
                return false.Label($"seed {seed}: kept at {at} and restored it is another");
            foreach (var happened in made.All[at..])
            {
                before.Apply(happened);
                restored.Apply(happened);
            }

            return (StateText.SortedOf(restored) == StateText.SortedOf(made.Book) && StateText.SortedOf(before) == StateText.SortedOf(made.Book))
                .Label($"seed {seed}: kept at {at} and gone on it is another");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Restore_AfterMoreThanIsRemembered_ForgetsTheSame()
    {
        var book = new AccountBook();
        book.Apply(new AccountOpened(1, "test", "sim", true, "USDT", false));
        for (var i = 0; i < AccountBook.MaxFillIds + 2_000; i++)
            book.Apply(new FillBooked(i, new Fill(TestAccount.Id, $"t {i}", null, null, (OrderSide)(i % 2), PositionSide.Net, 100, 1, 0, "USDT", false, i)));
        var restored = AccountBook.Restore(book.Save());
        foreach (var i in new[] { 0, 1_999, 2_000, 5_000, AccountBook.MaxFillIds + 1_999, AccountBook.MaxFillIds + 2_000 })
        {
            var fill = new Fill(TestAccount.Id, $"t {i}", null, null, OrderSide.Buy, PositionSide.Net, 100, 1, 0, "USDT", false, i);
            restored.IsBooked(fill).ShouldBe(book.IsBooked(fill), $"execution {i}");
        }

        restored.RecentFills.ShouldBe(book.RecentFills);
        book.RecentFills.Select(booked => booked.Version).ShouldBe(Enumerable.Range(2, AccountBook.MaxRecentFills).Select(i => (long)AccountBook.MaxFillIds + i));
        (restored.FillCount, restored.Realised).ShouldBe((book.FillCount, book.Realised));
    }
}

using System.Text.Json;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;

namespace OrleansTrading.Storage.Tests.Accounts;

/// <summary>What every store of account events does.</summary>
public abstract class AccountEventStoreConformance
{
    protected abstract IAccountEventStore Store { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_NothingStored_IsEmpty()
    {
        (await Store.ReadAsync("paper", 0, 10, Token)).ShouldBeEmpty();
        (await Store.ReadBackAsync("paper", null, 10, Token)).ShouldBeEmpty();
        (await Store.ListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_SeveralTimes_NumbersWithoutGaps()
    {
        (await Store.AppendAsync("paper", 0, Sent(1, 3), Token)).ShouldBe(3);
        (await Store.AppendAsync("paper", 3, Sent(4, 1), Token)).ShouldBe(4);
        (await Store.AppendAsync("paper", 4, Sent(5, 5), Token)).ShouldBe(9);
        var all = await Store.ReadAsync("paper", 0, 100, Token);
        all.Select(stored => stored.Version).ShouldBe(Enumerable.Range(1, 9).Select(i => (long)i));
        all.Select(stored => stored.Event).ShouldBe(Sent(1, 9));
    }

    [Fact]
    public async Task Append_AfterAnotherNumber_IsRefusedAndStoresNothing()
    {
        await Store.AppendAsync("paper", 0, Sent(1, 3), Token);
        foreach (var after in new long[] { 0, 2, 4 })
        {
            var conflict = await Should.ThrowAsync<AccountConflictException>(() => Store.AppendAsync("paper", after, Sent(9, 2), Token));
            (conflict.Expected, conflict.Actual).ShouldBe((after, 3));
        }

        (await Store.ReadAsync("paper", 0, 100, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 3));
    }

    [Fact]
    public async Task Append_ManyAtOnceAfterOneNumber_StoresOneOfThem()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await Store.AppendAsync("paper", 0, Sent(1000 * i, 3), Token);
                return i;
            }
            catch (AccountConflictException)
            {
                return -1;
            }
        }, Token)));
        var won = attempts.Where(attempt => attempt >= 0).ShouldHaveSingleItem();
        (await Store.ReadAsync("paper", 0, 100, Token)).Select(stored => stored.Event).ShouldBe(Sent(1000 * won, 3));
    }

    [Fact]
    public async Task Append_EveryKindOfEvent_ReadsBackTheSame()
    {
        var events = OfEveryKind();
        events.Select(made => made.GetType()).ShouldBe(
            typeof(AccountEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AccountEvent))), ignoreOrder: true);
        await Store.AppendAsync("paper", 0, events, Token);
        var stored = (await Store.ReadAsync("paper", 0, 100, Token)).Select(read => read.Event).ToArray();
        for (var i = 0; i < events.Length; i++)
            TextOf(stored[i]).ShouldBe(TextOf(events[i]));
    }

    [Theory]
    [InlineData(0, 4, new long[] { 1, 2, 3, 4 })]
    [InlineData(3, 3, new long[] { 4, 5, 6 })]
    [InlineData(8, 9, new long[] { 9, 10 })]
    [InlineData(10, 9, new long[0])]
    [InlineData(0, 0, new long[0])]
    public async Task Read_AfterANumber_GivesTheNextOldestFirst(long after, int limit, long[] expected)
    {
        await AppendTen();
        (await Store.ReadAsync("paper", after, limit, Token)).Select(stored => stored.Version).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, 4, new long[] { 10, 9, 8, 7 })]
    [InlineData(6L, 3, new long[] { 5, 4, 3 })]
    [InlineData(3L, 9, new long[] { 2, 1 })]
    [InlineData(1L, 9, new long[0])]
    [InlineData(99L, 1, new long[] { 10 })]
    public async Task ReadBack_BeforeANumber_GivesTheNewestFirst(long? before, int limit, long[] expected)
    {
        await AppendTen();
        (await Store.ReadBackAsync("paper", before, limit, Token)).Select(stored => stored.Version).ShouldBe(expected);
    }

    [Fact]
    public async Task Accounts_Several_AreApartAndListedByName()
    {
        await Store.AppendAsync("paper", 0, Sent(1, 2), Token);
        await Store.AppendAsync("binance-main", 0, Sent(7, 1), Token);
        (await Store.ListAsync(Token)).ShouldBe(["binance-main", "paper"]);
        (await Store.ReadAsync("binance-main", 0, 9, Token)).ShouldHaveSingleItem().Event.ShouldBe(Sent(7));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("Paper")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public async Task Append_NameIsNoAccount_IsRefused(string account) =>
        await Should.ThrowAsync<ArgumentException>(() => Store.AppendAsync(account, 0, Sent(1, 1), Token));

    [Fact]
    public async Task Append_NothingOrTooMuch_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.AppendAsync("paper", 0, [], Token));
        await Should.ThrowAsync<ArgumentException>(() => Store.AppendAsync("paper", 0, Sent(1, IAccountEventStore.MaxAppend + 1), Token));
        (await Store.AppendAsync("paper", 0, Sent(1, IAccountEventStore.MaxAppend), Token)).ShouldBe(IAccountEventStore.MaxAppend);
    }

    /// <summary>Every member, decimals with every digit; by a writer that is not the store's.</summary>
    private static string TextOf(AccountEvent stored) => stored.GetType().Name + JsonSerializer.Serialize<object>(stored);

    private async Task AppendTen()
    {
        await Store.AppendAsync("paper", 0, Sent(1, 2), Token);
        await Store.AppendAsync("paper", 2, Sent(3, 5), Token);
        await Store.AppendAsync("paper", 7, Sent(8, 3), Token);
    }

    [Fact]
    public async Task State_Kept_IsFoundAgainWhole_AndTheNewestOnly()
    {
        (await Store.FindStateAsync("paper", Token)).ShouldBeNull();
        var (events, book) = (OfEveryKind(), new AccountBook());
        await Store.AppendAsync("paper", 0, events, Token);
        foreach (var happened in events[..5])
            book.Apply(happened);
        await Store.SaveStateAsync("paper", book.Save(), Token);
        (await Store.FindStateAsync("paper", Token)).ShouldNotBeNull().Version.ShouldBe(5);
        foreach (var happened in events[5..])
            book.Apply(happened);
        await Store.SaveStateAsync("paper", book.Save(), Token);
        var found = (await Store.FindStateAsync("paper", Token)).ShouldNotBeNull();
        found.Version.ShouldBe(events.Length);
        TextOf(found).ShouldBe(TextOf(book.Save()));
        TextOf(AccountBook.Restore(found).Save()).ShouldBe(TextOf(found));
        (await Store.FindStateAsync("other", Token)).ShouldBeNull();
    }

    private static string TextOf(AccountBookState state) => JsonSerializer.Serialize(state, AccountEventJson.Default.AccountBookState);
}

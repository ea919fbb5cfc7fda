using OrleansTrading.Domain.Accounts;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;

namespace OrleansTrading.Storage.Tests.Accounts;

/// <summary>What is kept of an account is used only when it is whole, of this build, and of the events that are stored.</summary>
public sealed class AccountStateFileTests : IDisposable
{
    private readonly EventDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_directory.FolderOf(), "account.state");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task State_HarmedAnywhere_IsNotUsed()
    {
        await KeepAsync(6);
        var whole = await File.ReadAllBytesAsync(Path, Token);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var harmed = whole.ToArray();
            harmed[at] ^= 0x11;
            await File.WriteAllBytesAsync(Path, harmed, Token);
            (await FindAsync()).ShouldBeNull($"byte {at}");
        }

        for (var length = 0; length < whole.Length; length += 31)
        {
            await File.WriteAllBytesAsync(Path, whole[..length], Token);
            (await FindAsync()).ShouldBeNull($"cut to {length}");
        }

        await File.WriteAllBytesAsync(Path, whole, Token);
        (await FindAsync()).ShouldNotBeNull().Version.ShouldBe(6);
        _directory.Log.Lines.ShouldAllBe(line => line.Contains("all events of the account are read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task State_OfAnotherBuild_IsNotUsed()
    {
        await KeepAsync(6);
        var text = await File.ReadAllTextAsync(Path, Token);
        await File.WriteAllTextAsync(Path, text.Replace(AccountBookState.Format, Guid.NewGuid().ToString("N"), StringComparison.Ordinal), Token);
        (await FindAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task State_WhereTheEventsAreFewerOrOthers_IsNotUsed(int stored)
    {
        await KeepAsync(6);
        File.Delete(_directory.PathOf());
        await using var open = _directory.Open();
        await open.Events.AppendAsync("paper", 0, Sent(100, stored), Token);
        (await open.Events.FindStateAsync("paper", Token)).ShouldBeNull("it is of events that are no longer there");
        (await open.Events.ReadAsync("paper", 0, 99, Token)).Count.ShouldBe(stored);
    }

    [Fact]
    public async Task State_OfAnEventThatIsNotStored_IsRefused()
    {
        await using var open = _directory.Open();
        await open.Events.AppendAsync("paper", 0, Sent(1, 3), Token);
        await Should.ThrowAsync<ArgumentException>(() => open.Events.SaveStateAsync("paper", StateAfter(Sent(1, 4)), Token));
        (await open.Events.FindStateAsync("paper", Token)).ShouldBeNull();
    }

    private async Task KeepAsync(int events)
    {
        await using var open = _directory.Open();
        await open.Events.AppendAsync("paper", 0, Sent(1, events), Token);
        await open.Events.SaveStateAsync("paper", StateAfter(Sent(1, events)), Token);
    }

    private async Task<AccountBookState?> FindAsync()
    {
        await using var open = _directory.Open();
        return await open.Events.FindStateAsync("paper", Token);
    }

    private static AccountBookState StateAfter(AccountEvent[] events)
    {
        var book = new AccountBook();
        foreach (var happened in events)
            book.Apply(happened);
        return book.Save();
    }
}

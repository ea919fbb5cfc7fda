using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Accounts.MadeEvents;

namespace OrleansTrading.Storage.Tests.Accounts;

/// <summary>What is left of an account's events after the process or machine died, or the disk forgot.</summary>
public sealed class FileAccountEventStoreCrashTests : IDisposable
{
    private readonly EventDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_CutSomewhere_KeepsWholeAppendsOnlyAndGoesOn()
    {
        var ends = new List<long>();
        await using (var open = _directory.Open())
        {
            for (var i = 0; i < 3; i++)
            {
                await open.Events.AppendAsync("paper", 2 * i, Sent(1 + (2 * i), 2), Token);
                ends.Add(new FileInfo(_directory.PathOf()).Length);
            }
        }

        var whole = await File.ReadAllBytesAsync(_directory.PathOf(), Token);
        for (var length = 0; length <= whole.Length; length += length < 40 || length > whole.Length - 60 ? 1 : 7)
        {
            var name = $"cut-{length}";
            _directory.Write(name, whole.AsSpan(0, length));
            var kept = 2 * ends.Count(end => end <= length);
            await using (var open = _directory.Open(name))
            {
                (await open.Events.ReadAsync("paper", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, kept), name);
                (await open.Events.AppendAsync("paper", kept, Sent(1 + kept, 1), Token)).ShouldBe(kept + 1);
            }

            await using var again = _directory.Open(name);
            (await again.Events.ReadAsync("paper", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, kept + 1), name);
        }

        _directory.Log.Lines.ShouldNotBeEmpty();
        _directory.Log.Lines.ShouldAllBe(line => line.StartsWith("Dropped"));
    }

    [Fact]
    public async Task Open_AnyByteBeforeTheLastAppendHarmed_RefusesTheAccountRatherThanLosingEvents()
    {
        await Fill(3);
        var whole = await File.ReadAllBytesAsync(_directory.PathOf(), Token);
        var last = whole.AsSpan().LastIndexOf(RecordFormat.Marker);
        for (var at = RecordFormat.HeaderSize; at < last; at += 3)
        {
            var harmed = whole.ToArray();
            harmed[at] ^= 0x10;
            _directory.Write($"harmed-{at}", harmed);
            await using var open = _directory.Open($"harmed-{at}");
            (await Should.ThrowAsync<InvalidDataException>(() => open.Events.ReadAsync("paper", 0, 99, Token), $"byte {at}")).Message.ShouldContain("backup");
            await Should.ThrowAsync<InvalidDataException>(() => open.Events.AppendAsync("paper", 3, Sent(9, 1), Token), $"byte {at}");
            (await open.Events.ListAsync(Token)).ShouldBe(["paper"], $"byte {at}: it is there, and hides no other");
        }
    }

    [Fact]
    public async Task Open_HeaderIsCorrupt_EventsAreReadAllTheSame()
    {
        await Fill(3);
        var whole = await File.ReadAllBytesAsync(_directory.PathOf(), Token);
        whole[14] ^= 8;
        _directory.Write("header", whole);
        await using var open = _directory.Open("header");
        await open.Events.AppendAsync("paper", 3, Sent(4, 1), Token);
        (await open.Events.ReadAsync("paper", 0, 99, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 4));
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("header");
    }

    [Fact]
    public async Task Open_OlderFileIsTornOrMissing_RefusesTheAccount()
    {
        await Fill(3, largestFile: 1);
        Directory.GetFiles(_directory.FolderOf()).Length.ShouldBe(3);
        var second = await File.ReadAllBytesAsync(_directory.PathOf(first: 2), Token);
        await File.WriteAllBytesAsync(_directory.PathOf(first: 2), second[..^5], Token);
        await using (var open = _directory.Open())
            await Should.ThrowAsync<InvalidDataException>(() => open.Events.ReadAsync("paper", 0, 99, Token));
        File.Delete(_directory.PathOf(first: 2));
        await using var again = _directory.Open();
        (await Should.ThrowAsync<InvalidDataException>(() => again.Events.ReadAsync("paper", 0, 99, Token))).Message.ShouldContain("Event 2");
    }

    [Fact]
    public async Task Open_FileOfAnotherAccount_IsRefused()
    {
        await using (var open = _directory.Open())
            await open.Events.AppendAsync("other", 0, Sent(1, 1), Token);
        Directory.Move(Path.Combine(_directory.Root, "main", "accounts", "other"), _directory.FolderOf());
        await using var again = _directory.Open();
        (await Should.ThrowAsync<InvalidDataException>(() => again.Events.ReadAsync("paper", 0, 1, Token))).Message.ShouldContain("'other'");
    }

    [Fact]
    public async Task Append_FileCannotBeWritten_FailsAndTheNextGoesToTheSamePlace()
    {
        await using var open = _directory.Open();
        await open.Events.AppendAsync("paper", 0, Sent(1, 1), Token);
        var hidden = _directory.PathOf() + ".hidden";
        File.Move(_directory.PathOf(), hidden);
        Directory.CreateDirectory(_directory.PathOf());
        (await Should.ThrowAsync<IOException>(() => open.Events.AppendAsync("paper", 1, Sent(2, 1), Token))).Message.ShouldContain(_directory.PathOf());
        Directory.Delete(_directory.PathOf());
        File.Move(hidden, _directory.PathOf());
        (await open.Events.AppendAsync("paper", 1, Sent(2, 1), Token)).ShouldBe(2);
        (await open.Events.ReadAsync("paper", 0, 9, Token)).Select(stored => stored.Event).ShouldBe(Sent(1, 2));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Append_ByOption_IsForcedToTheDiskBeforeItCompletes(bool every, long flushed)
    {
        await using var open = _directory.Open(flushEvery: every);
        await open.Events.AppendAsync("paper", 0, Sent(1, 1), Token);
        open.Events.Flushed.ShouldBe(flushed);
        _directory.Time.Advance(TimeSpan.FromSeconds(1));
        open.Events.Flushed.ShouldBe(1);
    }

    private async Task Fill(int appends, long largestFile = long.MaxValue)
    {
        await using var open = _directory.Open(largestFile: largestFile);
        for (var i = 0; i < appends; i++)
            await open.Events.AppendAsync("paper", i, Sent(1 + i, 1), Token);
    }
}

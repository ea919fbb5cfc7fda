using EmbeddedEngine.Files;
using EmbeddedEngine.Storage;
using Orleans.Embedded.Tests.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Tests.Engine.Files;

public sealed class FileStorageTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("Account", "../Paper:1/ä %");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task State_WrittenAndReadByAnother_IsTheSame()
    {
        var written = new GrainState<Ledger>(new Ledger { Total = 5, Entries = ["a", "b"], Ratio = double.NaN });
        await New().WriteStateAsync("ledger", Id, written);
        written.RecordExists.ShouldBeTrue();
        var read = new GrainState<Ledger>();
        await New().ReadStateAsync("ledger", Id, read);
        read.RecordExists.ShouldBeTrue();
        read.ETag.ShouldBe(written.ETag);
        read.State!.Total.ShouldBe(5);
        read.State.Entries.ShouldBe(["a", "b"]);
        read.State.Ratio.ShouldBe(double.NaN);
    }

    [Fact]
    public async Task Read_NoRecord_IsEmptyAndHasNoETag()
    {
        var read = new GrainState<Ledger>();
        await New().ReadStateAsync("ledger", Id, read);
        read.RecordExists.ShouldBeFalse();
        read.ETag.ShouldBeNull();
        read.State.ShouldNotBeNull();
    }

    [Fact]
    public async Task Write_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var storage = New();
        var first = new GrainState<Ledger>(new Ledger { Total = 1 });
        await storage.WriteStateAsync("ledger", Id, first);
        var second = new GrainState<Ledger>(new Ledger { Total = 2 }, first.ETag);
        await storage.WriteStateAsync("ledger", Id, second);
        first.State!.Total = 3;
        var error = await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("ledger", Id, first));
        error.StoredEtag.ShouldBe(second.ETag);
        var read = new GrainState<Ledger>();
        await storage.ReadStateAsync("ledger", Id, read);
        read.State!.Total.ShouldBe(2);
    }

    [Fact]
    public async Task Write_CallerTooBusyToGoOn_DoesNotHoldUpOthers()
    {
        var storage = New();
        var own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new BusyContext());
        try
        {
            _ = storage.WriteStateAsync("ledger", Id, new GrainState<Ledger>(new Ledger { Total = 1 }));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }

        var read = new GrainState<Ledger>();
        await storage.ReadStateAsync("ledger", Id, read).InTime();
        read.State!.Total.ShouldBe(1);
    }

    [Fact]
    public async Task Clear_ThenWriteWithTheETagOfBefore_IsRefused()
    {
        var storage = New();
        var state = new GrainState<Ledger>(new Ledger { Total = 1 });
        await storage.WriteStateAsync("ledger", Id, state);
        var old = state.ETag;
        await storage.ClearStateAsync("ledger", Id, state);
        state.RecordExists.ShouldBeFalse();
        await Should.ThrowAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("ledger", Id, new GrainState<Ledger>(new Ledger(), old)));
        await Should.ThrowAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("ledger", Id, new GrainState<Ledger>(new Ledger())));
        await storage.WriteStateAsync("ledger", Id, state);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public async Task Read_FileIsTorn_SaysWhichFileAndWhy(int keep)
    {
        var storage = New();
        await storage.WriteStateAsync("ledger", Id, new GrainState<Ledger>(new Ledger { Total = 1 }));
        var path = storage.PathOf("ledger", Id);
        var content = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, content[..(keep < 0 ? content.Length + keep : keep)]);
        var error = await Should.ThrowAsync<InvalidDataException>(() => storage.ReadStateAsync("ledger", Id, new GrainState<Ledger>()));
        error.Message.ShouldContain(path);
        error.Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task Read_OneByteChanged_IsNoticed()
    {
        var storage = New();
        await storage.WriteStateAsync("ledger", Id, new GrainState<Ledger>(new Ledger { Total = 1 }));
        var path = storage.PathOf("ledger", Id);
        var content = await File.ReadAllBytesAsync(path);
        content[^3] ^= 1;
        await File.WriteAllBytesAsync(path, content);
        await Should.ThrowAsync<InvalidDataException>(() => storage.ReadStateAsync("ledger", Id, new GrainState<Ledger>()));
    }

    [Fact]
    public async Task Write_AHalfWrittenTemporaryFileLiesThere_IsReplaced()
    {
        var storage = New();
        var path = storage.PathOf("ledger", Id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path + DurableFile.TemporaryExtension, "half a rec");
        var state = new GrainState<Ledger>(new Ledger { Total = 9 });
        await storage.WriteStateAsync("ledger", Id, state);
        File.Exists(path + DurableFile.TemporaryExtension).ShouldBeFalse();
        await storage.ReadStateAsync("ledger", Id, state);
        state.State!.Total.ShouldBe(9);
    }

    [Fact]
    public void State_WithPrivateSettersAndReadOnlyCollections_ComesBackWhole()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new Stubborn(7, "x"), StateJson.Options);
        var back = System.Text.Json.JsonSerializer.Deserialize<Stubborn>(json, StateJson.Options)!;
        back.Number.ShouldBe(7);
        back.Texts.ShouldBe(["x"]);
    }

    private FileGrainStorage New() => new(_directory.Path);

    private sealed class Stubborn
    {
        public Stubborn()
        {
        }

        public Stubborn(int number, string text)
        {
            Number = number;
            Texts.Add(text);
        }

        public int Number { get; private set; }

        public List<string> Texts { get; } = [];
    }

    private sealed class BusyContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}

using EmbeddedEngine.Files;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Engine.Files;

public sealed class FileReminderTableTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("job", "nightly");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Rows_ReadByAnotherTable_AreTheSame()
    {
        var table = await OpenAsync();
        var row = await table.UpsertAsync(Id, "run", new DateTime(2026, 3, 1, 2, 3, 4, DateTimeKind.Utc), TimeSpan.FromMinutes(5));
        var other = await OpenAsync();
        other.Find(Id, "run").ShouldBe(row);
        other.Of(Id).ShouldBe([row]);
        other.Find(Id, "run")!.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public async Task Remove_WithAnotherETag_LeavesTheRow()
    {
        var table = await OpenAsync();
        var old = await table.UpsertAsync(Id, "run", DateTime.UnixEpoch, TimeSpan.FromMinutes(5));
        var row = await table.UpsertAsync(Id, "run", DateTime.UnixEpoch, TimeSpan.FromMinutes(6));
        (await table.RemoveAsync(Id, "run", old.ETag)).ShouldBeFalse();
        (await table.RemoveAsync(Id, "run", row.ETag)).ShouldBeTrue();
        (await table.RemoveAsync(Id, "run", row.ETag)).ShouldBeTrue();
        (await OpenAsync()).All().ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_AFileIsDamaged_SaysWhich()
    {
        var table = await OpenAsync();
        await table.UpsertAsync(Id, "run", DateTime.UnixEpoch, TimeSpan.FromMinutes(5));
        var path = table.PathOf(Id, "run");
        await File.WriteAllTextAsync(path, "not a record");
        (await Should.ThrowAsync<InvalidDataException>(OpenAsync)).Message.ShouldContain(path);
    }

    private async Task<FileReminderTable> OpenAsync()
    {
        var table = new FileReminderTable(_directory.Path);
        await table.OpenAsync(CancellationToken.None);
        return table;
    }
}

using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureDirectoryTests
{
    [Fact]
    public void Create_File_ItsNameAndThoseOfNewFoldersAreForcedToTheDisk()
    {
        using var root = new TemporaryDirectory();
        var flushed = new List<(string Folder, string[] Names)>();
        using var directory = new CaptureDirectory(
            root.Path, folder => flushed.Add((Path.GetRelativePath(root.Path, folder), [.. Directory.EnumerateFileSystemEntries(folder, "*.parquet").Select(path => Path.GetFileName(path))])));
        var name = CaptureFileName.Rotation(CaptureKind.Flow, "binance", "BTCUSDT", 0, 1);

        var (path, bytes) = directory.Create(name, stream => stream.WriteByte(1));
        directory.Create(name, stream => stream.WriteByte(2));

        (File.Exists(path), bytes).ShouldBe((true, 1));
        var day = Path.Combine("flow", "binance", "BTCUSDT", "1970-01-01");
        flushed.Select(flush => flush.Folder).ShouldBe([".", "flow", Path.Combine("flow", "binance"), Path.Combine("flow", "binance", "BTCUSDT"), day, day]);
        flushed.Skip(4).Select(flush => flush.Names.Length).ShouldBe([1, 2], "after the file has its name");
    }

    [Fact]
    public void TryFlush_FolderThatIsThereOrNot_SaysWhetherItWasForced()
    {
        using var root = new TemporaryDirectory();
        DurableFolder.TryFlush(root.Path).ShouldBeTrue();
        Should.NotThrow(() => DurableFolder.Flush(root.Path));
        if (!OperatingSystem.IsWindows())
            Should.Throw<IOException>(() => DurableFolder.Flush(Path.Combine(root.Path, "none")));
    }
}

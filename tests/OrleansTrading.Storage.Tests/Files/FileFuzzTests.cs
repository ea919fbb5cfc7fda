using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Accounts;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.Storage.Transfer;
using OrleansTrading.TestKit.Fuzzing;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.Files;

/// <summary>
/// Files of the embedded stores, harmed in every way: what is read was saved, or nothing is, and a reason is told. Never another value, and never
/// memory for a length that the file only claims.
/// </summary>
public sealed class FileFuzzTests : IDisposable
{
    /// <summary>Each case writes a file and reads it, which takes ten times what reading memory does.</summary>
    private const double OfFiles = 0.05;

    private const string InMemory = "/dev/shm";

    /// <remarks>In memory where that can be had: what a disk takes to write a thousand times is not asked here.</remarks>
    private readonly string _directory = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"fuzz-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("fuzz-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Candles_InAHarmedFile_AreThoseThatWereSaved()
    {
        var (path, series) = (PathOf("2026-01.klines"), new StoredSeries(Bitcoin, Interval));
        byte[][] payloads = [Saved(Range(0, 12)), Saved(Range(0, 8), Range(3, 2, variant: 1)), Saved(Range(0, 1))];
        var known = Range(0, 12).Concat(Range(3, 2, variant: 1)).ToHashSet();
        var late = Range(40, 2);
        await FuzzRun.RunAsync(payloads, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var segment = new Segment(path, series, NullLogger.Instance);
            if (!IsRefused(() => segment.ReadLatest(100).ShouldAllBe(kline => known.Contains(kline))))
            {
                segment.Read(long.MinValue, long.MaxValue, 100).ShouldAllBe(kline => known.Contains(kline));
                segment.Save(late);
                new Segment(path, series, NullLogger.Instance).ReadLatest(2).ShouldBe(late);
            }
        }, OfFiles);

        byte[] Saved(params Kline[][] saves)
        {
            File.Delete(path);
            var segment = new Segment(path, series, NullLogger.Instance);
            foreach (var klines in saves)
                segment.Save(klines);
            return File.ReadAllBytes(path);
        }
    }

    [Fact]
    public async Task Records_InAHarmedFile_AreThoseThatWereSaved()
    {
        var path = PathOf("2026-01-01.records");
        RecordFrame[] frames = [.. Enumerable.Range(0, 5).Select(number => new RecordFrame($"key{number}", $"group{number % 2}", Made.At(number), (byte)number, Encoding.UTF8.GetBytes($$"""{"number":{{number}}}""")))];
        new RecordDay(path, Made.Start, "made", NullLogger.Instance).Append(frames);
        var known = frames.ToDictionary(frame => frame.Key);
        await FuzzRun.RunAsync([File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var day = new RecordDay(path, Made.Start, "made", NullLogger.Instance);
            IReadOnlyDictionary<string, RecordEntry> entries = new Dictionary<string, RecordEntry>();
            if (IsRefused(() => entries = day.Entries()))
                return;
            foreach (var (key, entry) in entries)
                (entry.Time, entry.Tag, entry.Group).ShouldBe((known[key].Time, known[key].Tag, known[key].Group));
            day.Read(entries, (key, json) => json.SequenceEqual(known[key].Json).ShouldBeTrue());
            day.Append([frames[0] with { Key = "late" }]);
            new RecordDay(path, Made.Start, "made", NullLogger.Instance).Entries().Keys.ShouldContain("late");
        }, OfFiles);
    }

    [Fact]
    public Task Record_OfOtherContent_IsReadOrLeftOut()
    {
        return FuzzRun.RunAsync(
        [
            Of(FileSignalStore.Table, Made.Signal(1, 2), Made.Signal(2, 3, score: -7)),
            Of(FileJobRunStore.Table, Made.Run("01"), Made.FullRun()),
            Of(FileReadingStore.Table, Made.Reading(1), Made.Reading(2, label: "up")),
            Of(FileStreamHistoryStore.Table, Made.Change(1), Made.Change(2, reason: "why")),
        ]);

        static FuzzTarget Of<T>(RecordTable<T> table, params T[] records)
            where T : class => new(table.Name, [.. records.Select(record => JsonSerializer.SerializeToUtf8Bytes(record, table.Json))], json =>
            {
                if (table.Read(json, out var failure) is null)
                    return;
                failure.ShouldBeNull();
            });
    }

    [Fact]
    public async Task Account_InAHarmedFile_HasTheEventsThatWereStoredOrNone()
    {
        var path = PathOf("000000000001.events");
        var events = MadeEvents.OfEveryKind();
        foreach (var part in events.Chunk(4).Index())
            new AccountFile(path, "paper", 1, NullLogger.Instance).Append(1 + (4 * part.Index), part.Item);
        var known = events.Select(Written).ToArray();
        await FuzzRun.RunAsync([File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var (file, found) = (new AccountFile(path, "paper", 1, NullLogger.Instance), new List<StoredAccountEvent>());
            // Of an account a beginning is left, or it is not opened at all.
            if (!IsRefused(() => file.Read(0, 100, isNewest: true, found)))
                found.Select(stored => Written(stored.Event)).ShouldBe(known.Take(found.Count));
        }, OfFiles);
    }

    [Fact]
    public async Task Events_OfOtherContent_AreReadOrRefused()
    {
        var path = PathOf("000000000001.events");
        await FuzzRun.RunAsync(MadeEvents.OfEveryKind().Select(happened => Encoding.UTF8.GetBytes(Written(happened))), json =>
        {
            var frame = new RecordFrame(AccountFrame.KeyOf(1, 1), "paper", 1, 0, json);
            var bytes = new byte[RecordFormat.HeaderSize + RecordFormat.SizeOf(frame)];
            RecordFormat.WriteHeader(bytes, AccountFile.Table);
            RecordFormat.Write(bytes.AsSpan(RecordFormat.HeaderSize), frame);
            File.WriteAllBytes(path, bytes);
            IsRefused(() => new AccountFile(path, "paper", 1, NullLogger.Instance).Read(0, 100, isNewest: true, []));
        }, OfFiles);
    }

    [Fact]
    public async Task AccountState_InAHarmedFile_IsTheOneThatWasKeptOrNone()
    {
        var happened = MadeEvents.Sent(5);
        var book = new AccountBook();
        foreach (var stored in MadeEvents.OfEveryKind())
            book.Apply(stored);
        var kept = book.Save();
        var written = JsonSerializer.Serialize(kept, AccountEventJson.Default.AccountBookState);
        new AccountStateFile(_directory, NullLogger.Instance).Save(kept, happened);
        var path = PathOf("account.state");
        await FuzzRun.RunAsync([File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            if (new AccountStateFile(_directory, NullLogger.Instance).Find(number => number == kept.Version ? happened : null) is { } found)
                JsonSerializer.Serialize(found, AccountEventJson.Default.AccountBookState).ShouldBe(written);
        }, OfFiles);
    }

    [Fact]
    public async Task GrainState_InAHarmedFile_IsTheOneThatWasWrittenOrRefused()
    {
        var folder = Directory.CreateDirectory(PathOf(GrainFiles.State)).FullName;
        var json = """{"next":1767225600000,"runs":["01J"]}"""u8.ToArray();
        var header = $$"""{"Grain":"job/fetch-ohlc","Name":"state","Version":3,"Length":{{json.Length}},"Sha256":"{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json))}}"}""";
        var path = Path.Combine(folder, "a.json");
        byte[] whole = [.. Encoding.UTF8.GetBytes(header), (byte)'\n', .. json];
        File.WriteAllBytes(path, whole);
        GrainFiles.Read(_directory, GrainFiles.State).ShouldHaveSingleItem().Version.ShouldBe(3);
        await FuzzRun.RunAsync([whole], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            // What names the grain is under no checksum; its state is.
            IsRefused(() => GrainFiles.Read(_directory, GrainFiles.State).ToList().ForEach(record => record.Json.ShouldBe(json)));
        }, OfFiles);
    }

    [Fact]
    public async Task Manifest_OfOtherContent_IsRefusedOrHasNoFileThatLeadsOut()
    {
        var manifest = new ExportManifest(DateTimeOffset.UnixEpoch, [new StoredPart("candles", 5, "00ff")], [new ExportedFile("market/klines/a.klines", 3, "abcdef"), new ExportedFile("grains/state/b.json", 4, "fedcba")]);
        await manifest.WriteAsync(_directory, CancellationToken.None);
        var path = PathOf(ExportManifest.FileName);
        await FuzzRun.RunAsync([File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            IsRefused(() =>
            {
                var found = ExportManifest.FindAsync(_directory, CancellationToken.None).GetAwaiter().GetResult()!;
                foreach (var file in found.Files)
                    Path.GetFullPath(Path.Combine(_directory, file.Path)).ShouldStartWith(_directory);
                DirectoryExport.VerifyAsync(_directory, found, CancellationToken.None).GetAwaiter().GetResult();
            });
        }, OfFiles);
    }

    [Theory]
    [InlineData("""{"exportedAt":"2026-01-01T00:00:00Z","parts":[],"files":null}""")]
    [InlineData("""{"exportedAt":"2026-01-01T00:00:00Z","parts":[null],"files":[]}""")]
    [InlineData("""{"exportedAt":"2026-01-01T00:00:00Z","parts":[],"files":[null]}""")]
    [InlineData("""{"exportedAt":"2026-01-01T00:00:00Z","parts":[],"files":[{"path":"../../etc/passwd","length":1,"sha256":"00"}]}""")]
    [InlineData("""{"exportedAt":"2026-01-01T00:00:00Z","parts":[],"files":[{"path":"/etc/passwd","length":1,"sha256":"00"}]}""")]
    public async Task Manifest_ThatLacksSomethingOrLeadsOut_IsRefused(string json)
    {
        await File.WriteAllTextAsync(PathOf(ExportManifest.FileName), json, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<InvalidDataException>(ExportManifest.FindAsync(_directory, TestContext.Current.CancellationToken));
    }

    private string PathOf(string name) => Path.Combine(_directory, name);

    private static string Written(AccountEvent happened) => JsonSerializer.Serialize([happened], AccountEventJson.Default.AccountEventArray);

    /// <summary>Whether it was refused as stores refuse what they cannot use.</summary>
    private static bool IsRefused(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException)
        {
            return true;
        }
    }
}

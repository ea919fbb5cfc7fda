using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is left of record stores after their process or machine died, or their disk forgot.</summary>
public sealed class FileRecordStoresCrashTests : IDisposable
{
    private const string Day = "2026-01-01";

    private readonly RecordDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_CutSomewhere_KeepsEveryWholeRecordAndGoesOn()
    {
        var ends = new List<long>();
        await using (var stores = _directory.Open())
        {
            for (var i = 0; i < 4; i++)
            {
                await stores.Runs.SaveAsync(Run($"r{i}", i), Token);
                ends.Add(new FileInfo(_directory.PathOf("runs", Day)).Length);
            }
        }

        var whole = await File.ReadAllBytesAsync(_directory.PathOf("runs", Day), Token);
        for (var length = 0; length <= whole.Length; length += length < 40 || length > whole.Length - 40 ? 1 : 7)
        {
            var name = $"cut-{length}";
            _directory.Write(name, "runs", Day, whole.AsSpan(0, length));
            var kept = ends.Count(end => end <= length);
            await using (var stores = _directory.Open(name))
            {
                (await All(stores)).ShouldBe(Names(kept), name);
                await stores.Runs.SaveAsync(Run("r9", 5), Token);
            }

            await using var again = _directory.Open(name);
            (await All(again)).ShouldBe([.. Names(kept), "r9"], name);
        }

        _directory.Log.Lines.ShouldAllBe(line => line.StartsWith("Dropped"));
    }

    [Fact]
    public async Task Open_EndIsZeros_CutsThemOff()
    {
        var whole = await WriteRuns(3);
        _directory.Write("zeros", "runs", Day, [.. whole, .. new byte[300_000]]);
        await using var again = _directory.Open("zeros");
        (await All(again)).ShouldBe(Names(3));
        new FileInfo(_directory.PathOf("runs", Day, "zeros")).Length.ShouldBe(whole.Length);
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("Dropped 300000 bytes");
    }

    [Fact]
    public async Task Open_AnyByteHarmed_LosesThatRecordAloneAndSaysSo()
    {
        var whole = await WriteRuns(5);
        var (begin, end) = (whole.AsSpan().IndexOf("r2"u8) - 25, whole.AsSpan().IndexOf("r3"u8) - 25);
        whole.AsSpan(begin, 4).SequenceEqual(RecordFormat.Marker).ShouldBeTrue();
        for (var at = begin; at < end; at++)
        {
            var harmed = whole.ToArray();
            harmed[at] ^= 0x10;
            _directory.Write($"harmed-{at}", "runs", Day, harmed);
            await using var again = _directory.Open($"harmed-{at}");
            (await All(again)).ShouldBe(["r0", "r1", "r3", "r4"], $"byte {at}");
        }

        _directory.Log.Lines.Count().ShouldBe(end - begin);
        _directory.Log.Lines.ShouldAllBe(line => line.StartsWith("Skipped"));
    }

    [Fact]
    public async Task Open_HeaderIsCorrupt_RecordsAreReadAllTheSame()
    {
        var whole = await WriteRuns(3);
        whole[14] ^= 8;
        _directory.Write("header", "runs", Day, whole);
        await using var again = _directory.Open("header");
        await again.Runs.SaveAsync(Run("r9", 5), Token);
        (await All(again)).ShouldBe(["r0", "r1", "r2", "r9"]);
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("header");
    }

    [Fact]
    public async Task Open_FileOfAnotherTable_IsRefused()
    {
        var whole = await WriteRuns(1);
        _directory.Write("moved", "signals", Day, whole);
        await using var again = _directory.Open("moved");
        (await Should.ThrowAsync<InvalidDataException>(() => again.Records.Signals.ListAsync(null, null, null, 1, Token))).Message.ShouldContain("signals");
    }

    [Fact]
    public async Task Save_ProcessDiesAtAnyMoment_LosesNothingThatWasSaved()
    {
        const int Copies = 20, RunsPerCopy = 60;
        await using var stores = _directory.Open(flushInterval: TimeSpan.FromMinutes(1));
        var (saved, copy) = (0, 0);
        var saving = Task.Run(async () =>
        {
            for (var number = 0; number < Copies * RunsPerCopy; number++)
            {
                SpinWait.SpinUntil(() => number < (Volatile.Read(ref copy) + 1) * RunsPerCopy, TimeSpan.FromSeconds(20)).ShouldBeTrue();
                await stores.Runs.SaveAsync(Run($"r{number:000000}", 1), Token);
                Volatile.Write(ref saved, number + 1);
            }
        }, Token);

        for (; copy < Copies; Volatile.Write(ref copy, copy + 1))
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref saved) > copy * RunsPerCopy, TimeSpan.FromSeconds(20)).ShouldBeTrue();
            var promised = Volatile.Read(ref saved);
            _directory.Write($"copy-{copy}", "runs", Day, await File.ReadAllBytesAsync(_directory.PathOf("runs", Day), Token));
            await using var survivor = _directory.Open($"copy-{copy}");
            var found = (await survivor.Runs.ListAsync(null, null, null, int.MaxValue, Token)).Select(run => run.Id).Reverse().ToList();
            found.Count.ShouldBeGreaterThanOrEqualTo(promised);
            found.SequenceEqual(Enumerable.Range(0, found.Count).Select(i => $"r{i:000000}")).ShouldBeTrue();
        }

        await saving;
    }

    [Fact]
    public async Task Open_DiedWhileRewriting_ReadsTheOldFile()
    {
        var whole = await WriteRuns(3);
        _directory.Write("torn", "runs", Day, whole);
        await File.WriteAllBytesAsync(_directory.PathOf("runs", Day, "torn") + RecordDay.TemporaryExtension, whole[..40], Token);
        await using var again = _directory.Open("torn");
        (await All(again)).ShouldBe(Names(3));
        Directory.GetFiles(Path.GetDirectoryName(_directory.PathOf("runs", Day, "torn"))!).ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => $"r{i}");

    private static async Task<IEnumerable<string>> All(OpenStores stores) =>
        (await stores.Runs.ListAsync(null, null, null, 100, Token)).Select(run => run.Id).Reverse();

    private async Task<byte[]> WriteRuns(int count)
    {
        await using (var stores = _directory.Open())
        {
            for (var i = 0; i < count; i++)
                await stores.Runs.SaveAsync(Run($"r{i}", i, state: JobRunState.Succeeded), Token);
        }

        return await File.ReadAllBytesAsync(_directory.PathOf("runs", Day), Token);
    }
}

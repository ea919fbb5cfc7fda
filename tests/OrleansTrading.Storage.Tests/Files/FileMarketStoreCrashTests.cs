using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Storage.Files;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.Files;

/// <summary>What is left of a store after its process or machine died, or its disk forgot.</summary>
public sealed class FileMarketStoreCrashTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_CutAtAnyByte_KeepsEveryWholeRecordAndGoesOn()
    {
        const int Records = 6;
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, Records));
        var whole = await File.ReadAllBytesAsync(_directory.SegmentPath());

        for (var length = 0; length <= whole.Length; length++)
        {
            var name = $"cut-{length}";
            WriteSegment(name, whole.AsSpan(0, length));
            var kept = Math.Max(0, (length - SegmentFormat.HeaderSize) / SegmentFormat.RecordSize);
            await using (var store = _directory.Open(name))
            {
                (await store.ReadAsync()).ShouldBe(Range(0, kept), name);
                await store.SaveAsync(Range(0, Records + 2));
            }

            await using var again = _directory.Open(name);
            (await again.ReadAsync()).ShouldBe(Range(0, Records + 2), name);
        }

        _directory.Log.Lines.ShouldAllBe(line => line.StartsWith("Dropped") || line.StartsWith("The header"));
        _directory.Log.Lines.Count(line => line.StartsWith("Dropped")).ShouldBe(whole.Length - Records - 1);
    }

    [Fact]
    public async Task Open_EndIsZeros_CutsThemOff()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 3));
        var whole = await File.ReadAllBytesAsync(_directory.SegmentPath());
        WriteSegment("zeros", [.. whole, .. new byte[4096]]);
        await using var again = _directory.Open("zeros");
        (await again.LatestAsync(10)).ShouldBe(Range(0, 3));
        new FileInfo(_directory.SegmentPath(name: "zeros")).Length.ShouldBe(whole.Length);
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("Dropped 4096 bytes");
    }

    [Fact]
    public async Task Open_HeaderIsCorrupt_RecordsAreReadAllTheSame()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 3));
        var whole = await File.ReadAllBytesAsync(_directory.SegmentPath());
        whole[30] ^= 8;
        WriteSegment("header", whole);
        await using var again = _directory.Open("header");
        await again.SaveAsync(Of(3));
        (await again.ReadAsync()).ShouldBe(Range(0, 4));
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("header");
    }

    [Fact]
    public async Task Read_AnyBitsFlipped_EqualsTheRecordsLeftWhole()
    {
        var saved = await WriteMixedSegment();
        var whole = await File.ReadAllBytesAsync(_directory.SegmentPath());
        var copies = 0;
        var bits = Gen.Choose(SegmentFormat.HeaderSize * 8, (whole.Length * 8) - 1);
        Prop.ForAll(bits.NonEmptyListOf().ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (flips, latest) =>
        {
            var bytes = whole.ToArray();
            foreach (var bit in flips.Distinct())
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var name = $"flip-{copies++}";
            WriteSegment(name, bytes);
            var harmed = flips.Distinct().Select(bit => ((bit / 8) - SegmentFormat.HeaderSize) / SegmentFormat.RecordSize).ToHashSet();
            var left = new SortedDictionary<long, Kline>();
            foreach (var kline in saved.Where((_, i) => !harmed.Contains(i)))
                left[kline.OpenTime] = kline;
            using var store = _directory.Open(name);
            return store.LatestAsync(latest).GetAwaiter().GetResult().SequenceEqual(left.Values.TakeLast(latest))
                && store.ReadAsync().GetAwaiter().GetResult().SequenceEqual(left.Values);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(30));
        _directory.Log.Lines.ShouldContain(line => line.StartsWith("Skipped"));
    }

    [Fact]
    public async Task Read_LostRecordSavedAgain_IsWholeAgain()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 50));
        var bytes = await File.ReadAllBytesAsync(_directory.SegmentPath());
        bytes[SegmentFile.OffsetOf(20)] ^= 1;
        WriteSegment("lost", bytes);
        await using var again = _directory.Open("lost");
        (await again.ReadAsync(TimeOf(18), TimeOf(22))).ShouldBe([Of(18), Of(19), Of(21), Of(22)]);
        await again.SaveAsync(Range(0, 50));
        (await again.ReadAsync()).ShouldBe(Range(0, 50));
    }

    [Fact]
    public async Task Save_ProcessDiesAtAnyMoment_LosesNothingThatWasSaved()
    {
        await using var store = _directory.Open(flushInterval: TimeSpan.FromMinutes(1));
        var saved = 0;
        using var done = new CancellationTokenSource();
        var saving = Task.Run(async () =>
        {
            for (var number = 0; !done.IsCancellationRequested; number += 3)
            {
                await store.SaveAsync(Of(number), Of(number + 1), Of(number + 2));
                Volatile.Write(ref saved, number + 3);
            }
        }, TestContext.Current.CancellationToken);

        for (var copy = 0; copy < 20; copy++)
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref saved) > copy * 30, TimeSpan.FromSeconds(20)).ShouldBeTrue();
            var promised = Volatile.Read(ref saved);
            _directory.Copy("main", $"copy-{copy}");
            await using var survivor = _directory.Open($"copy-{copy}");
            var found = await survivor.ReadAsync();
            found.Count.ShouldBeGreaterThanOrEqualTo(promised);
            found.ShouldBe(Range(0, found.Count));
        }

        await done.CancelAsync();
        await saving;
    }

    /// <summary>Ascending candles with some late and some replaced ones, in the order in which they lie in the file.</summary>
    private async Task<List<Kline>> WriteMixedSegment()
    {
        Kline[][] batches = [Range(10, 30), [Of(2)], Range(40, 20), [Of(15, variant: 1)], Range(60, 25)];
        await using var store = _directory.Open();
        foreach (var batch in batches)
            await store.SaveAsync(batch);
        return [.. batches.SelectMany(batch => batch)];
    }

    private void WriteSegment(string name, ReadOnlySpan<byte> bytes)
    {
        var path = _directory.SegmentPath(name: name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}

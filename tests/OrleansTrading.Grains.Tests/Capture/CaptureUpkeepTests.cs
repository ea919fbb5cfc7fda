using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureUpkeepTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _root = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 10, 23, 50, 0, TimeSpan.Zero));

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Silos_EachWithItsOwnDirectory_CompactAndPruneItThemselves()
    {
        using var one = new Silo(_root.Path, "one", _time);
        using var two = new Silo(_root.Path, "two", _time);
        foreach (var silo in new[] { one, two })
        {
            silo.Write(new DateOnly(2026, 3, 10), files: 3);
            silo.Write(new DateOnly(2026, 1, 1), files: 2);
            await silo.Upkeep.StartAsync(TestContext.Current.CancellationToken);
        }

        // What is too old goes first of all, a quarter of an hour after the start; the day before is over by then.
        await _time.WhenArmedAsync(2).WaitAsync(Limit, TestContext.Current.CancellationToken);
        _time.Advance(CaptureUpkeep.FirstAfter);
        await Task.WhenAll(one.UntilFilesAsync(1), two.UntilFilesAsync(1));
        one.Files().Single().ShouldEndWith("2026-03-10.parquet");
        CaptureCatalogue.RowsOf(one.Files().Single()).ShouldBe(3);

        // And again each night.
        one.Write(new DateOnly(2026, 3, 11), files: 2);
        two.Write(new DateOnly(2026, 3, 11), files: 4);
        await _time.WhenArmedAsync(2).WaitAsync(Limit, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(35));
        await _time.WhenArmedAsync(2).WaitAsync(Limit, TestContext.Current.CancellationToken);
        (one.Files().Length, two.Files().Length).ShouldBe((3, 5), "the day is not over");
        _time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(one.UntilFilesAsync(2), two.UntilFilesAsync(2));
        foreach (var silo in new[] { one, two })
            await silo.Upkeep.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Silo : IDisposable
    {
        private readonly CaptureDirectory _directory;
        private readonly ParquetCaptureWriter _writer;

        public Silo(string root, string name, TimeProvider time)
        {
            _directory = new CaptureDirectory(Path.Combine(root, name));
            _writer = new ParquetCaptureWriter(_directory);
            Upkeep = new CaptureUpkeep(
                new CaptureCompaction(_directory, _writer, time), new CapturePruning(_directory, Options.Create(new RetentionOptions())),
                Options.Create(new CaptureOptions()), time, NullLogger<CaptureUpkeep>.Instance);
        }

        public CaptureUpkeep Upkeep { get; }

        public void Write(DateOnly day, int files)
        {
            var noon = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero).ToUnixTimeMilliseconds();
            for (var file = 0; file < files; file++)
            {
                var rows = new OpenInterestRows();
                rows.Add(noon + file, file);
                var name = CaptureFileName.Rotation(CaptureKind.OpenInterest, "binance", "BTCUSDT", noon + file, noon + file);
                _directory.Create(name, stream => rows.Write(stream, new CaptureSource("binance", "BTCUSDT", 1, 3)));
            }
        }

        public string[] Files() => Directory.GetFiles(_directory.Root, "*.parquet", SearchOption.AllDirectories);

        public Task UntilFilesAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Files().Length == count), Limit);

        public void Dispose()
        {
            Upkeep.Dispose();
            _directory.Dispose();
        }
    }
}

using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Files;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>A closed candle on its way into the book of an instrument, into bytes, into a file and back.</summary>
public class CandleParts : IDisposable
{
    private const int Count = 1_000;
    private const long Minute = 60_000;

    /// <summary>2026-01-01T00:00Z, Unix milliseconds.</summary>
    private const long Start = 1_767_225_600_000;

    private static readonly InstrumentId Instrument = new("binance", "BTCUSDT");

    private readonly Kline[] _klines = MadeUpKlines.Make(new Random(8), Count, Start);
    private readonly Kline[] _one = new Kline[1];
    private readonly byte[] _bytes = new byte[SegmentFormat.RecordSize * Count];
    private CandleBook _book = null!;
    private TemporaryDirectory _directory = null!;
    private FileMarketStore _store = null!;
    private long _newest = Start;
    private long _inBook;

    [GlobalSetup]
    public void Prepare()
    {
        _directory = new TemporaryDirectory();
        _store = new FileMarketStore(Options.Create(new FileMarketStoreOptions { Directory = _directory.Path }), TimeProvider.System, NullLogger<FileMarketStore>.Instance);
        _book = new CandleBook([KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes, KlineInterval.OneHour, KlineInterval.FourHours], 300);
        _inBook = Start;
        Write();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "candle rolled up into five intervals")]
    public void RollUp()
    {
        _book.ApplyStream(_klines[0] with { OpenTime = _inBook });
        _inBook += Minute;
    }

    [Benchmark(Description = "candle to bytes, with its checksum", OperationsPerInvoke = Count)]
    public void Write()
    {
        for (var i = 0; i < Count; i++)
            SegmentFormat.WriteRecord(_bytes.AsSpan(i * SegmentFormat.RecordSize), _klines[i], default);
    }

    [Benchmark(Description = "candle from bytes, its checksum held", OperationsPerInvoke = Count)]
    public long Read()
    {
        var sum = 0L;
        for (var i = 0; i < Count; i++)
        {
            if (!SegmentFormat.TryReadRecord(_bytes.AsSpan(i * SegmentFormat.RecordSize), out var kline, out _))
                throw new InvalidOperationException($"Record {i} is torn.");
            sum += kline.OpenTime;
        }

        return sum;
    }

    [Benchmark(Description = "bound of both: its bytes copied", OperationsPerInvoke = Count)]
    public void Copy()
    {
        var half = _bytes.Length / 2;
        _bytes.AsSpan(0, half).CopyTo(_bytes.AsSpan(half));
        _bytes.AsSpan(half).CopyTo(_bytes);
    }

    [Benchmark(Description = "candle appended to its file")]
    public Task AppendAsync()
    {
        _newest += Minute;
        _one[0] = _klines[0] with { OpenTime = _newest };
        return _store.SaveKlinesAsync(Instrument, KlineInterval.OneMinute, _one, CancellationToken.None);
    }

    [Benchmark(Description = "1,000 candles appended at once, each", OperationsPerInvoke = Count)]
    public Task AppendManyAsync()
    {
        for (var i = 0; i < Count; i++)
            _klines[i] = _klines[i] with { OpenTime = _newest += Minute };
        return _store.SaveKlinesAsync(Instrument, KlineInterval.OneMinute, _klines, CancellationToken.None);
    }
}

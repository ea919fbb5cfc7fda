using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Tests.Capture;

/// <summary>Files in memory that outlive a desk. Writes fail, or wait, as told.</summary>
internal sealed class MemoryCaptureWriter : ICaptureWriter
{
    private readonly Lock _gate = new();
    private readonly List<(InstrumentId Instrument, CaptureKind Kind, object Rows)> _files = [];
    private TaskCompletionSource? _held;

    /// <summary>What a write fails with; null: it does not.</summary>
    public Func<Exception?> Failure { get; set; } = () => null;

    /// <summary>What a write of certain rows fails with; null: it does not.</summary>
    public Func<CaptureBatch, Exception?> Defect { get; set; } = _ => null;

    /// <summary>Whatever writes fail with.</summary>
    public bool ProbesSucceed { get; set; }

    /// <summary>Files that are found damaged.</summary>
    public List<DamagedFile> Damaged { get; } = [];

    public int Attempts { get; private set; }

    public int Probes { get; private set; }

    public int AtOnce { get; private set; }

    public int MostAtOnce { get; private set; }

    /// <summary>From now on writes wait until <see cref="Release"/>.</summary>
    public void Hold() => _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public IReadOnlyList<IReadOnlyList<AggTrade>> TradeFiles(InstrumentId instrument) => Files<AggTrade>(instrument, CaptureKind.AggTrade);

    public IReadOnlyList<FlowRow> Flow(InstrumentId instrument) => [.. Files<FlowRow>(instrument, CaptureKind.Flow).SelectMany(rows => rows)];

    public IReadOnlyList<IReadOnlyList<TRow>> Files<TRow>(InstrumentId instrument, CaptureKind kind)
    {
        lock (_gate)
            return [.. _files.Where(file => file.Instrument == instrument && file.Kind == kind).Select(file => (IReadOnlyList<TRow>)file.Rows)];
    }

    /// <summary>The newest file of trades cannot be read from now on.</summary>
    public void DamageNewest()
    {
        lock (_gate)
            _files.RemoveAt(_files.FindLastIndex(file => file.Kind == CaptureKind.AggTrade));
        Damaged.Add(new DamagedFile("damaged", "Told to be."));
    }

    public int FileCount
    {
        get
        {
            lock (_gate)
                return _files.Count;
        }
    }

    public async Task<CapturedFile> WriteAsync(CaptureBatch batch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Attempts++;
            MostAtOnce = Math.Max(MostAtOnce, ++AtOnce);
        }

        try
        {
            if (_held is { } held)
                await held.Task;
            if (Failure() is { } failure)
                throw failure;
            if (Defect(batch) is { } defect)
                throw defect;
            object rows = batch switch
            {
                CaptureBatch<AggTrade> trades => trades.Buffer.Rows.ToArray(),
                CaptureBatch<FlowRow> flow => flow.Buffer.Rows.ToArray(),
                CaptureBatch<Liquidation> orders => orders.Buffer.Rows.ToArray(),
                CaptureBatch<MarkPrice> marks => marks.Buffer.Rows.ToArray(),
                _ => ((CaptureBatch<Exchanges.MarketData.OpenInterest>)batch).Buffer.Rows.ToArray(),
            };
            lock (_gate)
            {
                _files.Add((batch.Instrument, batch.Kind, rows));
                return new CapturedFile($"file {_files.Count}", batch.Count, batch.Count);
            }
        }
        finally
        {
            lock (_gate)
                AtOnce--;
        }
    }

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            Probes++;
        return !ProbesSucceed && Failure() is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }

    public Task<FoundTrades> FindTradesAsync(InstrumentId instrument, TimeSpan lookBack, long? downTo, CancellationToken cancellationToken)
    {
        var recorded = new RecordedTrades();
        foreach (var trade in TradeFiles(instrument).SelectMany(file => file))
            recorded.Add(trade.Id);
        return Task.FromResult(new FoundTrades(recorded.Ranges, [.. Damaged]));
    }

    public static FlowBucket Bucket(long second, double volume = 1) => new(second * 1000, 0.5, volume, 2, 3, 4, 1, 2, 99, 101);
}

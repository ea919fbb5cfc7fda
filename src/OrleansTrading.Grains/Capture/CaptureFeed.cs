using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// One symbol's buffers. The symbol's grain fills them, the desk empties them from its own thread.
/// A trade id is taken once: what was in a file before, or was told already, is left out here, so that no two files have it.
/// </summary>
internal sealed partial class CaptureFeed : ICaptureFeed
{
    private readonly Lock _gate = new();
    private readonly CaptureDesk _desk;
    private readonly RecordedTrades _recorded;
    private readonly UnwrittenTrades _unwritten;
    private readonly KindBuffer<AggTrade>? _trades;
    private readonly KindBuffer<FlowRow>? _flow;
    private readonly KindBuffer<Liquidation>? _liquidations;
    private readonly KindBuffer<MarkPrice>? _funding;
    private readonly KindBuffer<OpenInterest>? _openInterest;
    private readonly KindBuffer[] _all;
    private MarkPrice _lastFunding;
    private OpenInterest _lastOpenInterest;
    private bool _heardTrade;
    private bool _heardBook;
    private bool _isClosed;

    public CaptureFeed(InstrumentId instrument, CaptureDesk desk, RecordedTrades recorded, UnwrittenTrades unwritten, bool distrustsMarks)
    {
        (Instrument, _desk, _recorded, _unwritten, _distrustsMarks) = (instrument, desk, recorded, unwritten, distrustsMarks);
        _trades = BufferOf<AggTrade>(CaptureKind.AggTrade);
        _flow = BufferOf<FlowRow>(CaptureKind.Flow);
        _liquidations = BufferOf<Liquidation>(CaptureKind.Liquidation);
        _funding = BufferOf<MarkPrice>(CaptureKind.Funding);
        _openInterest = BufferOf<OpenInterest>(CaptureKind.OpenInterest);
        KindBuffer?[] buffers = [_trades, _flow, _liquidations, _funding, _openInterest];
        _all = [.. buffers.OfType<KindBuffer>()];
    }

    public InstrumentId Instrument { get; }

    public long? LastTradeId
    {
        get
        {
            lock (_gate)
                return _resumedAfter is { } after ? _recorded.ReachOf(Math.Max(after, _began ?? after)) : _recorded.Contiguous;
        }
    }

    public int Resumptions => Volatile.Read(ref _resumptions);

    public bool HasRoom => _desk.HasRoom;

    public int Rows
    {
        get
        {
            lock (_gate)
                return _all.Sum(buffer => buffer.Count);
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => _desk.WaitForRoomAsync(cancellationToken);

    public void OnTrade(in AggTrade trade, bool isRepaired)
    {
        if (_trades is null || IsRefused(CaptureKind.AggTrade, trade.EventTime))
            return;
        lock (_gate)
        {
            // Nobody would write it, and whoever opens the symbol next asks for it.
            if (_isClosed)
                return;
            _heardTrade = true;
            if (_desk.MustLetGo)
                LetGo(trade.Id);
            else if (_recorded.Add(trade.Id))
                AddTrade(_trades, trade);
        }
    }

    public void OnBookTicker(in BookTicker ticker) => Volatile.Write(ref _heardBook, true);

    public void OnFlowBucket(in FlowBucket bucket)
    {
        if (_flow is not null && !IsRefused(CaptureKind.Flow, bucket.OpenTime) && CanTake(CaptureKind.Flow))
            AddLocked(_flow, new FlowRow(bucket, 1));
    }

    public void OnLiquidation(in Liquidation liquidation)
    {
        if (_liquidations is not null && !IsRefused(CaptureKind.Liquidation, liquidation.EventTime)
            && !IsRefused(CaptureKind.Liquidation, liquidation.TradeTime))
            AddLocked(_liquidations, liquidation);
    }

    public void OnMarkPrice(in MarkPrice mark)
    {
        if (_funding is null || IsRefused(CaptureKind.Funding, mark.EventTime) || IsRefused(CaptureKind.Funding, mark.NextFundingTime))
            return;
        var isNews = mark.FundingRate != _lastFunding.FundingRate || mark.NextFundingTime != _lastFunding.NextFundingTime;
        if ((!isNews && mark.EventTime - _lastFunding.EventTime < _desk.FundingInterval) || !CanTakeRare(CaptureKind.Funding))
            return;
        _lastFunding = mark;
        AddLocked(_funding, mark);
    }

    public void OnOpenInterest(in OpenInterest openInterest)
    {
        if (_openInterest is null || openInterest == _lastOpenInterest || IsRefused(CaptureKind.OpenInterest, openInterest.EventTime)
            || !CanTakeRare(CaptureKind.OpenInterest))
            return;
        _lastOpenInterest = openInterest;
        AddLocked(_openInterest, openInterest);
    }

    /// <summary>Hands over everything gathered.</summary>
    /// <returns>What was handed over.</returns>
    public List<CaptureBatch> Detach()
    {
        lock (_gate)
            return [.. _all.Select(Detach).OfType<CaptureBatch>()];
    }

    /// <summary>Hands over everything gathered, and takes no trade from now on.</summary>
    public List<CaptureBatch> Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return Detach();
        }
    }

    /// <summary>Makes gathered order flow coarser.</summary>
    public void Conflate(int seconds)
    {
        lock (_gate)
        {
            if (_flow is not null)
                _desk.Conflate(Instrument.Venue, _flow.Buffer, seconds);
        }
    }

    /// <summary>Whether trades and best prices were heard of since this was last asked.</summary>
    public (bool Trade, bool Book) TakeHeard()
    {
        lock (_gate)
        {
            var heard = (_heardTrade, Volatile.Read(ref _heardBook));
            (_heardTrade, _heardBook) = (false, false);
            return heard;
        }
    }

    public async ValueTask DisposeAsync() => await _desk.CloseAsync(this);

    private KindBuffer<TRow>? BufferOf<TRow>(CaptureKind kind)
        where TRow : struct => _desk.Kinds.Contains(kind) ? new KindBuffer<TRow>(kind, _desk.Memory) : null;

    private void AddLocked<TRow>(KindBuffer<TRow> buffer, in TRow row)
        where TRow : struct
    {
        lock (_gate)
            Add(buffer, row);
    }

    private void Add<TRow>(KindBuffer<TRow> buffer, in TRow row)
        where TRow : struct
    {
        buffer.Buffer.Add(row);
        if (buffer.Count >= KindBuffer.MostRows)
            _desk.Save(buffer.Detach(Instrument)!);
    }
}

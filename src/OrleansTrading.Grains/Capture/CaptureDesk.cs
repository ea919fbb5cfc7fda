using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// The recording of one silo: all feeds, the memory that they share, and when they are written. <see cref="Tick"/> does what is due;
/// time is given by the provider, writing goes on beside. When the disk is too slow, order flow is made coarser first; then symbols are
/// held back. When it takes nothing at all, they are not: what does not fit into memory is let go, and trades are asked for again later.
/// Liquidations are never let go: trades that are in memory make room for them, and when there are none left, sockets wait after all.
/// </summary>
internal sealed partial class CaptureDesk : IDisposable
{
    private const int CoarsestSeconds = 64;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly HashSet<CaptureFeed> _feeds = [];
    private readonly Dictionary<InstrumentId, RecordedTrades> _recorded = [];
    private readonly Dictionary<InstrumentId, UnwrittenTrades> _unwritten = [];

    /// <summary>Symbols of which files were damaged, until what was in them is asked for.</summary>
    private readonly HashSet<InstrumentId> _damaged = [];

    /// <summary>Trades that were given up after their symbol was closed: the next one that opens it brings them again.</summary>
    private readonly Dictionary<InstrumentId, List<GivenUpTrades>> _withdrawn = [];
    private readonly CaptureOptions _options;
    private readonly ICaptureWriter _writer;
    private readonly CaptureMetrics _metrics;
    private readonly CaptureRotation _rotation;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CaptureAges _ages;
    private readonly long _begun;
    private int _flowSeconds = 1;
    private bool _wasPaused;
    private int _heldBackSeen;

    public CaptureDesk(
        CaptureOptions options, StreamWatchOptions streams, ICaptureWriter writer, CaptureMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_options, _writer, _metrics, _time, _logger) = (options, writer, metrics, time, logger);
        (Kinds, Memory, _begun) = (options.ParseKinds(), new CaptureMemory(options.MaxBufferedBytes), time.GetTimestamp());
        Saver = new CaptureSaver(writer, streams.SaveConcurrency, metrics, time, logger) 
        {
            PauseChanged = Memory.SetOpenToAll,
            MostStuckBytes = Memory.Limit / 4,
            GivenUp = OnGivenUp,
            Written = OnWritten,
        };
        _rotation = new CaptureRotation(streams.RotateInterval, streams.ExtremeRotateInterval, streams.ExtremeTrafficThreshold, TimeSpan.Zero);
        _ages = new CaptureAges(time);
        metrics.Observe(() => BufferedRows + Saver.Waiting.Rows, () => Memory.Used, () => Saver.PausedBecause is not null);
    }

    public IReadOnlySet<CaptureKind> Kinds { get; }

    public CaptureMemory Memory { get; }

    public CaptureSaver Saver { get; }

    public CaptureMode Mode => _rotation.Mode;

    public long FundingInterval => (long)_options.FundingInterval.TotalMilliseconds;

    /// <summary>Rows that were not yet handed over to be written.</summary>
    public long BufferedRows => Feeds.Sum(feed => (long)feed.Rows);

    /// <summary>Whether symbols are held back, or were a moment ago.</summary>
    public bool IsHoldingBack { get; private set; }

    public bool MustLetGo => Memory.IsFull && Saver.PausedBecause is not null;

    public bool MustLetGoEvenRare => MustLetGo && Memory.IsOverfull;

    public IReadOnlyList<CaptureFeed> Feeds
    {
        get
        {
            lock (_gate)
                return [.. _feeds];
        }
    }

    /// <summary>How many times connections were made anew, for the log; settable, as venues are none of the desk's business.</summary>
    public Func<long> Reconnects { get; set; } = () => 0;

    /// <summary>Told of a feed that was closed, and is in files as far as the disk took it.</summary>
    public Func<CaptureFeed, Task> Closed { get; set; } = _ => Task.CompletedTask;

    public bool HasRoom
    {
        get
        {
            if (Memory.HasRoom)
                return true;
            Interlocked.Exchange(ref _heldBackSeen, 1);
            return false;
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => Memory.WaitForRoomAsync(cancellationToken);

    public void Save(CaptureBatch batch)
    {
        Saver.Enqueue(batch);
        Saver.Pump();
    }

    /// <summary>Does what is due. One thread at a time; to be called about once a second.</summary>
    public void Tick()
    {
        Saver.Pump();
        var feeds = Feeds;
        _ages.Note(feeds);
        FollowPause(feeds);
        if (!_wasPaused)
            RotateIfDue(feeds);
        Conflate(feeds);
        MakeRoomForRare(feeds);
        NoteHoldingBack();
    }

    /// <summary>Hands everything over to be written, whether it is due or not.</summary>
    public int RotateAll() => Rotate(Feeds).Files;

    public void OnLetGo(string venue, CaptureKind kind) => _metrics.LetGo(venue, kind, 1);

    public void OnRefused(InstrumentId instrument, CaptureKind kind, long time, bool isFirst)
    {
        _metrics.Refused(instrument.Venue, kind);
        if (isFirst)
            LogRefused(_logger, instrument, kind, time);
    }

    public void Conflate(string venue, RowBuffer<FlowRow> rows, int seconds)
    {
        var before = rows.Count;
        var left = FlowConflation.Merge(rows.Rows, seconds);
        if (left == before)
            return;
        rows.Cut(left);
        _metrics.Conflated(venue, before - left);
    }

    public CaptureAge Age() => _ages.Now();

    public void Dispose()
    {
        foreach (var feed in Feeds)
            feed.Detach().ForEach(batch => batch.Dispose());
        Saver.ForEachWaiting(batch => batch.Dispose());
    }

    private void FollowPause(IReadOnlyList<CaptureFeed> feeds)
    {
        _wasPaused = Saver.PausedBecause is not null;
        // Also when the pause began and ended between two ticks.
        if (_wasPaused)
            return;
        foreach (var feed in feeds)
        {
            if (feed.Resume() is { } range)
                LogTradesLetGo(_logger, feed.Instrument, range.From, range.To);
        }
    }

    private void RotateIfDue(IReadOnlyList<CaptureFeed> feeds)
    {
        var rows = BufferedRows;
        var waiting = Saver.Waiting;
        // With little left to be written beside, the buffers themselves are what takes the memory.
        var isMemoryShort = Memory.IsShort && rows > waiting.Rows;
        var step = _rotation.Next(_time.GetElapsedTime(_begun), rows, isMemoryShort);
        if (step.ModeChanged)
            LogMode(_logger, Mode, rows);
        if (!step.Rotate)
            return;
        var (files, bytes) = (Rotate(feeds).Files, Memory.Used);
        var age = _ages.Now();
        LogRotated(_logger, files, rows, waiting.Batches, waiting.Rows, bytes, age.Trade, age.Book, Reconnects(), Mode);
    }

    private (int Files, int Rows) Rotate(IReadOnlyList<CaptureFeed> feeds)
    {
        var (files, rows) = (0, 0);
        foreach (var batch in feeds.SelectMany(feed => feed.Detach()))
        {
            Saver.Enqueue(batch);
            (files, rows) = (files + 1, rows + batch.Count);
        }

        Saver.Pump();
        return (files, rows);
    }
}

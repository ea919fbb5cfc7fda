using OrleansTrading.Grains.Symbols;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <remarks>Batches that cannot be written for another reason than the disk. They are kept, but not at the cost of all others.</remarks>
internal sealed partial class CaptureSaver
{
    /// <summary>Failures for such a reason from which on a batch counts as stuck.</summary>
    public const int StuckAfter = 3;

    private static readonly TimeSpan GivenUpCounts = TimeSpan.FromHours(1);

    private string? _defect;
    private long _givenUp;
    private long _givenUpAt;

    /// <summary>Memory that stuck batches may take. Beyond it the oldest are given up, but no liquidations: those are not to be had again.</summary>
    public long MostStuckBytes { get; init; } = long.MaxValue;

    /// <summary>Told of a batch that is given up, before its rows are gone.</summary>
    public Action<CaptureBatch> GivenUp { get; init; } = _ => { };

    /// <summary>Told of a batch that is in a file, before its rows are gone.</summary>
    public Action<CaptureBatch> Written { get; init; } = _ => { };

    /// <summary>What cannot be written at present, or was given up within the last hour, in words; null while there is no such thing.</summary>
    public string? Trouble
    {
        get
        {
            lock (_gate)
            {
                // One that is tried again at this moment may fail as before.
                var stuck = _waiting.Union(_underWay).Where(IsStuck).ToList();
                var isRecent = _givenUp > 0 && time.GetElapsedTime(_givenUpAt) < GivenUpCounts;
                return stuck.Count > 0 || isRecent
                    ? $"{stuck.Sum(batch => (long)batch.Count)} rows in {stuck.Count} files wait, {_givenUp} rows were given up since the start. {_defect}"
                    : null;
            }
        }
    }

    private LinkedListNode<CaptureBatch>? FirstThatMayBeTried()
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.Defects is null or { IsOver: true })
                return node;
        }

        return null;
    }

    private void OnDefect(CaptureBatch batch, Exception failure)
    {
        var (failures, rows) = (0, batch.Count);
        List<CaptureBatch> givenUp;
        lock (_gate)
        {
            var defects = batch.Defects ??= new FailureDelay(time);
            defects.OnFailed();
            (failures, _defect) = (defects.Failures, failure.Message);
            _waiting.AddLast(batch);
            givenUp = TakeTooMuch();
        }

        if (failures < StuckAfter)
            LogWriteFailed(logger, batch.Instrument, batch.Kind, rows, failure);
        else if (failures == StuckAfter)
            LogStuck(logger, batch.Instrument, batch.Kind, rows, failure);
        foreach (var one in givenUp)
        {
            LogGivenUp(logger, one.Instrument, one.Kind, one.Count, MostStuckBytes);
            GivenUp(one);
            one.Dispose();
        }
    }

    private List<CaptureBatch> TakeTooMuch()
    {
        var bytes = _waiting.Where(IsStuck).Sum(batch => batch.Bytes);
        var taken = new List<CaptureBatch>();
        for (var node = _waiting.First; node is not null && bytes > MostStuckBytes;)
        {
            var (one, batch) = (node, node.Value);
            node = node.Next;
            if (!IsStuck(batch) || batch.Kind == CaptureKind.Liquidation)
                continue;
            _waiting.Remove(one);
            taken.Add(batch);
            bytes -= batch.Bytes;
            (_givenUp, _givenUpAt) = (_givenUp + batch.Count, time.GetTimestamp());
        }

        return taken;
    }

    private static bool IsStuck(CaptureBatch batch) => batch.Defects is { Failures: >= StuckAfter };
}

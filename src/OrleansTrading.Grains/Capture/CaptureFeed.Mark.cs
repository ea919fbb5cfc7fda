using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Capture;

/// <remarks>
/// Up to which trade the cluster has this symbol, and from where this silo goes on. Invariants: the mark never claims more than is in files, of this silo
/// or another, or was told as lost; it may claim less. What follows the mark that this silo begins with is here, or is missed by the symbol and asked for,
/// or was told as lost. Of what lies here nothing is asked for, so that no trade comes to be here twice.
/// </remarks>
internal sealed partial class CaptureFeed
{
    /// <summary>The mark that this feed began with.</summary>
    private long? _began;
    private long? _settled;

    /// <summary>The lowest trade that is gathered; null when none is.</summary>
    private long? _lowestGathered;

    /// <summary>Files were damaged: what the cluster's mark claims of what follows the first gap here may have been in them.</summary>
    private bool _distrustsMarks;

    public bool RecordsTrades => _trades is not null;

    /// <summary>The mark that was told of this feed last. The teller's.</summary>
    public long? ToldMark { get; set; }

    /// <summary>Up to this trade all are in files, this silo's or another's, or were told as lost; null while that is not known.</summary>
    public long? Mark
    {
        get
        {
            lock (_gate)
            {
                if (_settled is not { } settled)
                    return null;
                // Whatever the symbol has told and is in no file ends it: what is gathered, handed over, or was let go to be brought again.
                long?[] inNoFile = [_lowestGathered, _unwritten.Lowest, _letGo?.From, _lacked?.From];
                var upTo = inNoFile.Min() is { } lowest ? Math.Min(settled, lowest - 1) : settled;
                return _began is { } began ? Math.Max(began, upTo) : upTo;
            }
        }
    }

    public void Settle(long? upTo)
    {
        if (_trades is null)
            return;
        bool trusts;
        lock (_gate)
        {
            _settled = upTo;
            // Below where it began: the market was set back, and its ids mean others than those that were recorded before.
            if (upTo < _began)
                _began = null;
            trusts = upTo is not null && _distrustsMarks;
            _distrustsMarks &= !trusts;
        }

        // What was in the damaged files is missed by the symbol from now on, so this feed's own mark tells of it.
        if (trusts)
            _desk.Trust(Instrument);
    }

    public async Task<RecordedBefore> FindBeforeAsync(long? mark, CancellationToken cancellationToken)
    {
        if (mark is { } told && NeedsOlder(told))
            AddOlder(await _desk.FindOlderAsync(Instrument, told, cancellationToken));
        lock (_gate)
        {
            var upTo = _distrustsMarks && _recorded.Contiguous < mark ? _recorded.Contiguous : mark ?? _recorded.Contiguous;
            _began = upTo;
            return new RecordedBefore(upTo, [.. _recorded.Ranges.Select(range => new IdRange(range.From, range.To))]);
        }
    }

    /// <summary>Whether files that were too old to be looked at when the symbol was opened may have what follows a mark.</summary>
    private bool NeedsOlder(long mark)
    {
        lock (_gate)
            return _recorded.Ranges is [var first, ..] && first.From > mark + 1;
    }

    private void AddOlder(FoundTrades found)
    {
        lock (_gate)
        {
            _distrustsMarks |= found.Damaged.Count > 0;
            foreach (var (from, to) in found.Ranges)
                _recorded.Add(from, to);
        }
    }

    private void AddTrade(KindBuffer<AggTrade> buffer, in AggTrade trade)
    {
        _lowestGathered = Math.Min(trade.Id, _lowestGathered ?? long.MaxValue);
        buffer.Buffer.Add(trade);
        if (buffer.Count >= KindBuffer.MostRows)
            _desk.Save(DetachTrades(buffer)!);
    }

    private CaptureBatch? Detach(KindBuffer buffer) => buffer == _trades ? DetachTrades(_trades) : buffer.Detach(Instrument);

    /// <summary>At no moment a trade is in neither: the mark would claim it.</summary>
    private CaptureBatch? DetachTrades(KindBuffer<AggTrade> buffer)
    {
        if (buffer.Detach(Instrument) is not { } batch)
            return null;
        _unwritten.Add(batch, _lowestGathered!.Value);
        _lowestGathered = null;
        return batch;
    }
}

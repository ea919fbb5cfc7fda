namespace OrleansTrading.Simulator.Market;

/// <summary>
/// The shifts of one symbol at one venue. They are added ahead of the venue's time and ended at it, never before: what has been served of the past
/// stays as it was.
/// </summary>
internal sealed class PriceShifts
{
    private readonly Lock _lock = new();
    private volatile PriceShift[] _all = [];

    /// <summary>False until the first shift.</summary>
    public bool Any => _all.Length > 0;

    public IReadOnlyList<PriceShift> All => _all;

    /// <summary>Another number after each change; what was computed before it may not hold any more.</summary>
    public int Version { get; private set; }

    /// <summary>In price units; shifts that overlap add up.</summary>
    public long OffsetAt(long time)
    {
        var offset = 0L;
        foreach (var shift in _all)
            offset += time >= shift.Start && time < shift.End ? shift.Offset : 0;
        return offset;
    }

    /// <summary>Whether the offset changes, or is not 0, within [start, end].</summary>
    public bool Touch(long start, long end) => Array.Exists(_all, shift => shift.Start <= end && shift.End > start);

    /// <summary>Whether the offset is the same all through [start, end].</summary>
    public bool AreConstant(long start, long end) =>
        !Array.Exists(_all, shift => (shift.Start > start && shift.Start <= end) || (shift.End > start && shift.End <= end));

    public void Add(PriceShift shift)
    {
        lock (_lock)
        {
            _all = [.. _all, shift];
            Version++;
        }
    }

    /// <summary>Ends shifts at the time, those that have not begun whole; answers how many. Null means all.</summary>
    public int End(long? id, long time)
    {
        lock (_lock)
        {
            var meant = Array.FindAll(_all, shift => (id is null || shift.Id == id) && shift.End > time);
            _all = [.. _all.Where(shift => !meant.Contains(shift) || shift.Start < time)
                .Select(shift => meant.Contains(shift) ? shift with { End = time } : shift)];
            Version++;
            return meant.Length;
        }
    }
}

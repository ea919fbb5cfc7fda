namespace OrleansTrading.Grains.Capture;

/// <summary>What has become of one kind's rows since the start. Safe from any thread.</summary>
internal sealed class KindTotals
{
    private long _files;
    private long _rows;
    private long _bytes;
    private long _conflated;
    private long _letGo;
    private long _refused;

    public long Files => Interlocked.Read(ref _files);

    public long Rows => Interlocked.Read(ref _rows);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Conflated => Interlocked.Read(ref _conflated);

    public long LetGo => Interlocked.Read(ref _letGo);

    public long Refused => Interlocked.Read(ref _refused);

    public void Written(long rows, long bytes)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Conflate(int rows) => Interlocked.Add(ref _conflated, rows);

    public void LetRowsGo(int rows) => Interlocked.Add(ref _letGo, rows);

    public void Refuse() => Interlocked.Increment(ref _refused);
}

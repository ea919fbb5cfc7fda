using Microsoft.Win32.SafeHandles;

namespace OrleansTrading.Storage.Records;

/// <summary>An open day's file, with a window of its bytes in memory. No file stays open between operations.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="mode">Whether it is made.</param>
/// <param name="readAhead">Bytes that are read at least: many for who reads all of it, none for who reads here and there.</param>
internal sealed class RecordFile(string path, FileMode mode, int readAhead = 0) : IDisposable
{
    public const int LongReadAhead = 256 * 1024;

    // Readers such as a backup may look on; the store's lock file keeps other writers out.
    private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    private byte[] _window = [];
    private long _start;
    private int _filled;

    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>The bytes from a place on: so many, or as many as there are. They hold until the next call.</summary>
    public ReadOnlySpan<byte> Read(long from, int count)
    {
        if (from < _start || from + count > _start + _filled)
            Fill(from, count);
        var offset = (int)(from - _start);
        return _window.AsSpan(offset, Math.Min(count, _filled - offset));
    }

    public void Write(ReadOnlySpan<byte> bytes, long at)
    {
        _filled = 0;
        RandomAccess.Write(_handle, bytes, at);
    }

    public void Truncate(long length)
    {
        _filled = 0;
        RandomAccess.SetLength(_handle, length);
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();

    private void Fill(long from, int count)
    {
        var wanted = readAhead <= count ? count : Math.Max(count, (int)Math.Min(readAhead, Math.Max(0, Length - from)));
        // A size that was harmed is not made room for.
        if (wanted > LongReadAhead)
            wanted = (int)Math.Min(wanted, Math.Max(0, Length - from));
        if (_window.Length < wanted)
            _window = new byte[wanted];
        (_start, _filled) = (from, 0);
        while (_filled < wanted && RandomAccess.Read(_handle, _window.AsSpan(_filled, wanted - _filled), from + _filled) is > 0 and var read)
            _filled += read;
    }
}

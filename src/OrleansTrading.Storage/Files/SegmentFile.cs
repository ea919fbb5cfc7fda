using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace OrleansTrading.Storage.Files;

/// <summary>An open segment file: whole records in and out, by number. No file stays open between operations.</summary>
internal sealed class SegmentFile(string path, FileMode mode) : IDisposable
{
    // Readers such as a backup may look on; the store's lock file keeps other writers out.
    private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public delegate void Reader(ReadOnlySpan<byte> records);

    public long Length => RandomAccess.GetLength(_handle);

    public static long OffsetOf(long record) => SegmentFormat.HeaderSize + (record * SegmentFormat.RecordSize);

    public void ReadHeader(Span<byte> header) => Fill(header, 0);

    /// <summary>Hands <paramref name="count"/> consecutive records to <paramref name="reader"/>.</summary>
    public void Read(long first, int count, Reader reader)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, count * SegmentFormat.RecordSize));
        try
        {
            var records = buffer.AsSpan(0, count * SegmentFormat.RecordSize);
            Fill(records, OffsetOf(first));
            reader(records);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();

    private void Fill(Span<byte> destination, long offset)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, destination, offset);
            if (read == 0)
                throw new EndOfStreamException($"Expected {destination.Length} more bytes at {offset} of '{path}'.");
            destination = destination[read..];
            offset += read;
        }
    }
}

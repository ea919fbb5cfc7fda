using System.Threading.Channels;

namespace OrleansTrading.Silo.Logs;

/// <summary>
/// One log file, written by a task of its own. It is opened anew for each batch of lines: whoever moves it aside, as logrotate does, needs
/// to tell nobody. Nothing that logs ever waits for the disk; what it does not take in time is counted and told of in the file.
/// </summary>
internal sealed class LogFile : IAsyncDisposable
{
    /// <summary>Lines that wait at most.</summary>
    private const int Capacity = 20_000;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Channel<byte[]> _lines = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private long _lost;

    public LogFile(string path, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Lines that were lost and not told of yet.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Add(byte[] line)
    {
        if (!_lines.Writer.TryWrite(line))
            Interlocked.Increment(ref _lost);
    }

    /// <summary>Writes what waits, as far as the disk takes it within three seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(Farewell, _time));
    }

    private async Task WriteAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var count = 0;
            try
            {
                await using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 65_536, FileOptions.Asynchronous);
                if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
                    await file.WriteAsync(LogLine.Note(_time.GetUtcNow(), $"{lost} lines were lost here: the disk did not take them in time."));
                for (; count < Capacity && _lines.Reader.TryRead(out var line); count++)
                    await file.WriteAsync(line);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The console has them; a log of this trouble would come back here.
                Interlocked.Add(ref _lost, count + Drop());
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
            }
        }
    }

    /// <summary>Lets go of what waits, so that the newest lines find room once the disk is there again.</summary>
    private int Drop()
    {
        var count = 0;
        while (count < Capacity && _lines.Reader.TryRead(out _))
            count++;
        return count;
    }
}

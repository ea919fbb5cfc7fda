using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>Looks at a process's resident memory now and then: the most it held, and how fast it grows.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();
    private readonly List<(double Hours, double Bytes)> _looks = [];
    private readonly Task _looking;

    private MemoryWatch(int process) => _looking = Task.Run(() => LookAsync(process));

    public static MemoryWatch Start(int process) => new(process);

    public double Most => Looks().Select(look => look.Bytes).DefaultIfEmpty().Max();

    /// <summary>The slope of a straight line through the last three quarters, bytes an hour; zero with too few looks.</summary>
    public double GrowthPerHour
    {
        get
        {
            var looks = Looks();
            looks = looks[(looks.Length / 4)..];
            if (looks.Length < 3)
                return 0;
            var (x, y) = (looks.Average(look => look.Hours), looks.Average(look => look.Bytes));
            return looks.Sum(look => (look.Hours - x) * (look.Bytes - y)) / looks.Sum(look => (look.Hours - x) * (look.Hours - x));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _looking;
        _ending.Dispose();
    }

    private (double Hours, double Bytes)[] Looks()
    {
        lock (_looks)
            return [.. _looks];
    }

    private async Task LookAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        var begun = Stopwatch.GetTimestamp();
        while (!_ending.IsCancellationRequested)
        {
            process.Refresh();
            lock (_looks)
                _looks.Add((Stopwatch.GetElapsedTime(begun).TotalHours, process.WorkingSet64));
            await Task.Delay(Interval, TimeProvider.System, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

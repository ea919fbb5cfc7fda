using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests;

/// <summary>How a test and its grains, which find it by a name of the test's own, signal each other.</summary>
internal sealed class Probe
{
    private static readonly ConcurrentDictionary<string, Probe> All = new();

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();
    private readonly System.Threading.Channels.Channel<string> _noted = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public ConcurrentQueue<string> Notes { get; } = new();

    public static Probe Of(string name) => All.GetOrAdd(name, static _ => new Probe());

    public void Note(string text)
    {
        Notes.Enqueue(text);
        _noted.Writer.TryWrite(text);
    }

    public Task<string> NextNoteAsync() => _noted.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public void Set(string signal) => Source(signal).TrySetResult();

    public bool IsSet(string signal) => Source(signal).Task.IsCompleted;

    public Task When(string signal) => Source(signal).Task.WaitAsync(TimeSpan.FromSeconds(30));

    private TaskCompletionSource Source(string signal)
        => _signals.GetOrAdd(signal, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Tests.Files;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLogger : ILogger<FileMarketStore>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception)));
}

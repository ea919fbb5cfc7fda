using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>The ids of what is logged, to wait for.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    private readonly Channel<int> _events = Channel.CreateUnbounded<int>();

    /// <summary>Everything that was logged, as it reads.</summary>
    public ConcurrentQueue<string> Texts { get; } = [];

    /// <summary>Completes when such an event is logged after those that were waited for before.</summary>
    public async Task WhenLoggedAsync(int id)
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        while (await _events.Reader.ReadAsync(deadline.Token) != id)
        {
            // Others are of no interest here.
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Texts.Enqueue($"{formatter(state, exception)} {exception}");
        _events.Writer.TryWrite(eventId.Id);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What the silos log: errors are counted, and all of it goes into a file where one is named.</summary>
internal sealed class StormLogs : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, int> _errors = [];
    private readonly TextWriter _file;
    private readonly SecretWatch _secrets;

    public StormLogs(string? path, SecretWatch secrets) =>
        (_file, _secrets) = (path is null ? TextWriter.Null : TextWriter.Synchronized(new StreamWriter(path) { AutoFlush = true }), secrets);

    public IReadOnlyDictionary<string, int> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _file.Dispose();

    private sealed class Logger(StormLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            if (logLevel >= LogLevel.Error)
                logs._errors.AddOrUpdate($"{eventId.Id} {category.Split('.')[^1]}.{eventId.Name}", 1, (_, count) => count + 1);
            logs._secrets.Look($"The log of {category}", $"{formatter(state, exception)} {exception}");
            logs._file.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()):HH:mm:ss.fff} {logLevel} {eventId.Id} {category.Split('.')[^1]}: {formatter(state, exception)}");
            if (exception is not null)
                logs._file.WriteLine($"    {exception.ToString().ReplaceLineEndings("\n    ")}");
        }
    }
}

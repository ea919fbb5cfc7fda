using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What the silos log, which is searched for keys: errors are counted, and warnings go into a file where one is named.</summary>
internal sealed class StormLogs : ILoggerProvider
{
    /// <summary>Trades that could not be had, and trades that the recording had let go and that were not brought again.</summary>
    private static readonly int[] TellLosses = [4111, 4693];

    private readonly ConcurrentDictionary<string, int> _errors = [];
    private readonly ConcurrentDictionary<string, ImmutableList<ToldAsLost>> _lost = [];
    private readonly TextWriter _file;
    private readonly SecretWatch _secrets;

    public StormLogs(string? path, SecretWatch secrets) =>
        (_file, _secrets) = (path is null ? TextWriter.Null : TextWriter.Synchronized(new StreamWriter(path) { AutoFlush = true }), secrets);

    public IReadOnlyDictionary<string, int> Errors => _errors;

    /// <summary>Which trades of each instrument were told as lost.</summary>
    public IReadOnlyDictionary<string, ImmutableList<ToldAsLost>> LostTrades => _lost;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _file.Dispose();

    private sealed class Logger(StormLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        private static object? Value(IReadOnlyList<KeyValuePair<string, object?>> told, string name) => told.First(pair => pair.Key == name).Value;

        private static long Number(IReadOnlyList<KeyValuePair<string, object?>> told, string name) => Convert.ToInt64(Value(told, name), CultureInfo.InvariantCulture);

        private static ToldAsLost LostOf(IReadOnlyList<KeyValuePair<string, object?>> told) => new(Number(told, "From"), Number(told, "To"), Number(told, "Count"));

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            logs._secrets.Look($"The log of {category}", $"{formatter(state, exception)} {exception}");
            if (logLevel < LogLevel.Warning)
                return;
            if (logLevel >= LogLevel.Error)
                logs._errors.AddOrUpdate($"{eventId.Id} {category.Split('.')[^1]}.{eventId.Name}", 1, (_, count) => count + 1);
            if (TellLosses.Contains(eventId.Id) && state is IReadOnlyList<KeyValuePair<string, object?>> told)
                logs._lost.AddOrUpdate($"{Value(told, "Instrument")}", [LostOf(told)], (_, before) => before.Add(LostOf(told)));
            logs._file.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()):HH:mm:ss.fff} {logLevel} {eventId.Id} {category.Split('.')[^1]}: {formatter(state, exception)}");
            if (exception is not null)
                logs._file.WriteLine($"    {exception.ToString().ReplaceLineEndings("\n    ")}");
        }
    }
}

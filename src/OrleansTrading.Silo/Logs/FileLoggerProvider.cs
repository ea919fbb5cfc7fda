using Microsoft.Extensions.Options;

namespace OrleansTrading.Silo.Logs;

/// <summary>Lines into files: all of them into one, those about trading into a second one as well, which is kept for longer.</summary>
[ProviderAlias("File")]
internal sealed class FileLoggerProvider : ILoggerProvider, IAsyncDisposable
{
    public const string All = "silo.log";
    public const string Trading = "trading.log";

    /// <remarks>deploy/logs.sh has the same in a pattern.</remarks>
    internal static readonly string[] TradingCategories =
    [
        "OrleansTrading.Grains.Accounts", "OrleansTrading.Grains.Arbitrage", "OrleansTrading.Grains.Executor", "OrleansTrading.Grains.Portfolio",
        "OrleansTrading.Exchanges.Binance.Trading", "OrleansTrading.Exchanges.Okx.Trading", "OrleansTrading.Exchanges.Trading",
    ];

    private readonly TimeProvider _time;
    private readonly LogFile? _all;
    private readonly LogFile? _trading;

    public FileLoggerProvider(IOptions<LogOptions> options, TimeProvider time)
    {
        _time = time;
        if (options.Value.Directory is not { Length: > 0 } directory)
            return;
        Directory.CreateDirectory(directory);
        (_all, _trading) = (new LogFile(Path.Combine(directory, All), time), new LogFile(Path.Combine(directory, Trading), time));
    }

    public ILogger CreateLogger(string categoryName) => _all is null
        ? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        : new FileLogger(categoryName, _time, _all, IsTrading(categoryName) ? _trading : null);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_all is not null)
            await _all.DisposeAsync();
        if (_trading is not null)
            await _trading.DisposeAsync();
    }

    private static bool IsTrading(string category) =>
        TradingCategories.Any(trading => category == trading || category.StartsWith(trading + ".", StringComparison.Ordinal));

    private sealed class FileLogger(string category, TimeProvider time, LogFile all, LogFile? trading) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = LogLine.Write(time.GetUtcNow(), logLevel, eventId, category, formatter(state, exception), state, exception);
            all.Add(line);
            trading?.Add(line);
        }
    }
}

using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>What the page of an instrument logs.</summary>
internal static partial class InstrumentLog
{
    [LoggerMessage(EventId = 6190, Level = LogLevel.Warning, Message = "The list of accounts did not come; an instrument's page says so and asks again")]
    public static partial void AccountsFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 6192, Level = LogLevel.Information, Message = "Run {Run} of a repair was not answered; an instrument's page shows it as it was and asks again")]
    public static partial void RunNotRead(ILogger logger, string run, Exception exception);

    [LoggerMessage(EventId = 6191, Level = LogLevel.Warning, Message = "Older candles did not come; the chart says so")]
    public static partial void OlderCandlesFailed(ILogger logger, Exception exception);
}

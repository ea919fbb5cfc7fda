using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Trading;

public sealed partial class TicketPanel
{
    [LoggerMessage(6200, LogLevel.Information, "The preview of an order of account {Account} was not answered; the ticket says so and asks again")]
    private static partial void LogPreviewFailed(ILogger logger, string account, Exception exception);
}

using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Alerting.Sinks;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>Messages and sinks for tests.</summary>
internal static class Messages
{
    public const string Route = "ops";

    public static OutgoingMessage Of(params Notification[] lines) => new("m-1", Route, "fill, account=paper", [.. lines], 0, 0, [], [], 1_000, 0, 1_000);

    public static Notification Event(string title = "Title", string detail = "Detail.", NotificationSeverity severity = NotificationSeverity.Warning) =>
        new($"key/{title}", "fill", severity, title, detail, [new Label("account", "paper"), new Label("venue", "binance")], 1_000);

    public static AlertSinks SinksOf(AlertRouteOptions route, TimeProvider? time = null)
    {
        var options = new AlertingOptions();
        options.Routes[Route] = route;
        new AlertingOptionsCheck().Validate(null, options).FailureMessage.ShouldBeNull();
        return new AlertSinks(Options.Create(options), time ?? TimeProvider.System);
    }

}

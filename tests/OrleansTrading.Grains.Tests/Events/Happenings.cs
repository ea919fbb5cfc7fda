using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Tests.Events;

/// <summary>Events for tests, told apart by their time and their text.</summary>
internal static class Happenings
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static WatchlistChanged List(long number, string publisher = "") => new(number, publisher, [], []);

    public static AlertChanged Alert(long number) => new(number, new Alert($"{number}", AlertSeverity.Warning, "", "", number, null));
}

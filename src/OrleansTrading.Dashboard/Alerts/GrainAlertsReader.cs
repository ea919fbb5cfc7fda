using Orleans;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

internal sealed class GrainAlertsReader(IGrainFactory grains, IAlertRouteTests tests) : IAlertsReader
{
    private IAlertRouterGrain Router => grains.GetGrain<IAlertRouterGrain>(IAlertRouterGrain.Key);

    private IAlertsGrain Alerts => grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    public async Task<IReadOnlyList<Alert>> ListAlertsAsync() => await Alerts.ListAsync(openOnly: false, IAlertsGrain.MaxLimit);

    public Task<Alert?> AcknowledgeAsync(string id, string by) => Alerts.AcknowledgeAsync(id, by);

    public async Task<IReadOnlyList<Silence>> ListSilencesAsync() => await Router.ListSilencesAsync();

    public async Task<IReadOnlyList<RouteStatus>> ListRoutesAsync() => await Router.GetRoutesAsync();

    public Task<Silence?> SilenceAsync(IReadOnlyList<LabelMatcher> matchers, long until, string by, string comment) =>
        Router.SilenceAsync([.. matchers], until, by, comment);

    public Task<bool> EndSilenceAsync(string id) => Router.EndSilenceAsync(id);

    public Task<DeliveryFailure?> TestRouteAsync(string route) => tests.TestAsync(route, CancellationToken.None);
}

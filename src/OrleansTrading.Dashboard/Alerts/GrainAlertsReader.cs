using Orleans;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Alerts;

internal sealed class GrainAlertsReader(IGrainFactory grains) : IAlertsReader
{
    private IAlertRouterGrain Router => grains.GetGrain<IAlertRouterGrain>(IAlertRouterGrain.Key);

    public async Task<IReadOnlyList<Alert>> ListAlertsAsync() =>
        await grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: false, IAlertsGrain.MaxLimit);

    public async Task<IReadOnlyList<Silence>> ListSilencesAsync() => await Router.ListSilencesAsync();

    public async Task<IReadOnlyList<RouteStatus>> ListRoutesAsync() => await Router.GetRoutesAsync();

    public async Task<ActionOutcome> SilenceAsync(IReadOnlyList<LabelMatcher> matchers, long until, string by, string comment) =>
        await Router.SilenceAsync([.. matchers], until, by, comment) is { } silence
            ? ActionOutcome.Done(after: $"{silence.Id}: {string.Join(", ", silence.Matchers)} until {silence.Until}")
            : ActionOutcome.Refused("There are too many silences; end one that is not needed any more.");

    public async Task<ActionOutcome> EndSilenceAsync(string id) =>
        await Router.EndSilenceAsync(id) ? ActionOutcome.Done() : ActionOutcome.Refused("This silence has ended already.");
}

using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>Exposure in total and by what it is in.</summary>
/// <param name="Total">Everything.</param>
/// <param name="Assets">By base asset, the largest gross value first.</param>
/// <param name="Venues">By venue.</param>
/// <param name="Accounts">By account.</param>
internal sealed record ExposureSetView(
    ExposureLineView Total, IReadOnlyList<ExposureLineView> Assets, IReadOnlyList<ExposureLineView> Venues, IReadOnlyList<ExposureLineView> Accounts)
{
    public static ExposureSetView Of(ExposureReport report) => new(
        ExposureLineView.Of(report.Total), [.. report.Assets.Select(ExposureLineView.Of)], [.. report.Venues.Select(ExposureLineView.Of)],
        [.. report.Accounts.Select(ExposureLineView.Of)]);
}

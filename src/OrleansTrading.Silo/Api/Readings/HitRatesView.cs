using System.Text.Json;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>How often signals reached their target.</summary>
/// <param name="Total">All that were asked for.</param>
/// <param name="Bands">Those of each score band that has any, weakest first.</param>
/// <param name="Intervals">Those of each interval that has any, shortest first.</param>
/// <param name="Directions">Those of each direction that has any.</param>
/// <param name="Since">When the oldest that was counted was made, in Unix milliseconds; null when there is none.</param>
/// <param name="IsCut">Whether there are older ones that were not counted, because there are too many.</param>
internal sealed record HitRatesView(
    HitRateView Total, IReadOnlyList<HitRateView> Bands, IReadOnlyList<HitRateView> Intervals, IReadOnlyList<HitRateView> Directions, long? Since, bool IsCut)
{
    public static HitRatesView Of(HitRateReport report) => new(
        HitRateView.Of("all", report.Total),
        [.. report.Bands.Select(band => HitRateView.Of($"{band.From}-{band.From + ScoreBand.Width}", band.Rate))],
        [.. report.Intervals.Select(interval => HitRateView.Of(interval.Interval.ToCode(), interval.Rate))],
        [.. report.Directions.Select(direction => HitRateView.Of(JsonNamingPolicy.CamelCase.ConvertName($"{direction.Direction}"), direction.Rate))],
        report.Since, report.IsCut);
}

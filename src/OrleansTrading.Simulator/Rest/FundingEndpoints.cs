using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>Mark and index prices, funding and open interest.</summary>
internal static class FundingEndpoints
{
    private const int StandardLimit = 100;
    private const int LargestLimit = 1_000;

    public static ApiError? PremiumIndex(RestCall call)
    {
        if (call.SymbolOrAll(out var symbol) is { } error)
        {
            return error;
        }

        call.OneOrAll(symbol, WritePremium);
        return null;
    }

    public static ApiError? FundingRate(RestCall call)
    {
        var limit = 0;
        long? start = null;
        long? end = null;
        var error = call.SymbolOrAll(out var symbol) ?? call.Limit(StandardLimit, LargestLimit, out limit) ?? call.Range(out start, out end);
        if (error is not null)
        {
            return error;
        }

        var last = Math.Min(end ?? call.Now, call.Now);
        var first = start ?? last - limit * 8 * VenueInterval.Hour + 1;
        var payments = (symbol is null ? call.Market.Listed : [symbol])
            .SelectMany(listed => listed.Funding.Payments(first, last).Take(limit).Select(payment => (listed, payment.Time, payment.Rate)))
            .OrderBy(payment => payment.Time).ToList();
        var chosen = start is null ? payments.TakeLast(limit) : payments.Take(limit);
        WritePayments(call.Json, chosen);
        return null;
    }

    public static ApiError? FundingInfo(RestCall call)
    {
        call.OneOrAll(null, static (call, listed) =>
        {
            var json = call.Json;
            json.Raw("{\"symbol\":\""u8);
            json.Raw(listed.Spec.Utf8Name);
            json.Raw("\",\"adjustedFundingRateCap\":\"0.02000000\",\"adjustedFundingRateFloor\":\"-0.02000000\",\"fundingIntervalHours\":8,\"disclaimer\":false,\"updateTime\":"u8);
            json.Number(listed.Spec.OnboardTime);
            json.Byte((byte)'}');
        });
        return null;
    }

    public static ApiError? OpenInterest(RestCall call)
    {
        if (call.Symbol(out var symbol) is { } error)
        {
            return error;
        }

        var json = call.Json;
        json.Raw("{\"openInterest\":"u8);
        json.Fixed(symbol.Funding.OpenInterest(call.Now), symbol.Spec.QuantityDecimals);
        json.Raw(",\"symbol\":\""u8);
        json.Raw(symbol.Spec.Utf8Name);
        json.Raw("\",\"time\":"u8);
        json.Number(call.Now);
        json.Byte((byte)'}');
        return null;
    }

    private static void WritePremium(RestCall call, ListedSymbol listed)
    {
        var json = call.Json;
        var funding = listed.Funding;
        var index = funding.IndexPrice(call.Now);
        json.Raw("{\"symbol\":\""u8);
        json.Raw(listed.Spec.Utf8Name);
        json.Raw("\",\"markPrice\":"u8);
        json.Fixed(funding.MarkPrice(call.Now), FundingModel.Decimals);
        json.Raw(",\"indexPrice\":"u8);
        json.Fixed(index, FundingModel.Decimals);
        json.Raw(",\"estimatedSettlePrice\":"u8);
        json.Fixed(index, FundingModel.Decimals);
        json.Raw(",\"lastFundingRate\":"u8);
        json.Fixed(funding.Rate(call.Now), FundingModel.Decimals);
        json.Raw(",\"interestRate\":\"0.00010000\",\"nextFundingTime\":"u8);
        json.Number(FundingModel.NextFundingTime(call.Now));
        json.Raw(",\"time\":"u8);
        json.Number(call.Now);
        json.Byte((byte)'}');
    }

    private static void WritePayments(Utf8Buffer json, IEnumerable<(ListedSymbol Listed, long Time, long Rate)> payments)
    {
        json.Byte((byte)'[');
        foreach (var (listed, time, rate) in payments)
        {
            json.Raw(json.Length > 1 ? ",{\"symbol\":\""u8 : "{\"symbol\":\""u8);
            json.Raw(listed.Spec.Utf8Name);
            json.Raw("\",\"fundingTime\":"u8);
            json.Number(time);
            json.Raw(",\"fundingRate\":"u8);
            json.Fixed(rate, FundingModel.Decimals);
            json.Raw(",\"markPrice\":"u8);
            json.Fixed(listed.Funding.MarkPrice(time), FundingModel.Decimals);
            json.Byte((byte)'}');
        }

        json.Byte((byte)']');
    }
}

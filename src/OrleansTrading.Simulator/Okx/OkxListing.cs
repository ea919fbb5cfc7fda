using System.Globalization;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Swaps with their rules.</summary>
internal static class OkxListing
{
    private const long MostLimitSteps = 100_000_000;
    private const long MostMarketSteps = 1_000_000;

    public static OkxError? Instruments(OkxCall call)
    {
        if (call.Some(out var some) is { } error)
            return error;
        foreach (var swap in some)
            Write(call.Row(), swap);
        return null;
    }

    private static void Write(Utf8Buffer json, OkxSwap swap)
    {
        var spec = swap.Spec;
        json.Raw("{\"alias\":\"\",\"baseCcy\":\"\",\"category\":\"1\",\"ctMult\":\"1\",\"ctType\":\"linear\",\"ctVal\":"u8);
        json.Quoted(swap.ContractSize.ToString("0.#############", CultureInfo.InvariantCulture));
        json.Raw(",\"ctValCcy\":"u8);
        json.Quoted(spec.BaseAsset);
        json.Raw(",\"expTime\":\"\",\"instFamily\":"u8);
        json.Quoted(swap.Underlying);
        json.Raw(",\"instId\":"u8);
        json.Quoted(swap.Name);
        json.Raw(",\"instType\":\"SWAP\",\"lever\":\"100\",\"listTime\":"u8);
        json.Whole(spec.OnboardTime);
        json.Member(",\"lotSz\":"u8, spec.StepUnits, OkxSwap.SizeDecimals);
        json.Member(",\"maxIcebergSz\":"u8, spec.StepUnits * MostLimitSteps, OkxSwap.SizeDecimals);
        json.Member(",\"maxLmtSz\":"u8, spec.StepUnits * MostLimitSteps, OkxSwap.SizeDecimals);
        json.Member(",\"maxMktSz\":"u8, spec.StepUnits * MostMarketSteps, OkxSwap.SizeDecimals);
        json.Member(",\"maxStopSz\":"u8, spec.StepUnits * MostMarketSteps, OkxSwap.SizeDecimals);
        json.Member(",\"maxTriggerSz\":"u8, spec.StepUnits * MostLimitSteps, OkxSwap.SizeDecimals);
        json.Member(",\"maxTwapSz\":"u8, spec.StepUnits * MostLimitSteps, OkxSwap.SizeDecimals);
        json.Member(",\"minSz\":"u8, spec.StepUnits, OkxSwap.SizeDecimals);
        json.Raw(",\"optType\":\"\",\"quoteCcy\":\"\",\"ruleType\":\"normal\",\"settleCcy\":\"USDT\",\"state\":\"live\",\"stk\":\"\""u8);
        json.Member(",\"tickSz\":"u8, spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"uly\":"u8);
        json.Quoted(swap.Underlying);
        json.Byte((byte)'}');
    }
}

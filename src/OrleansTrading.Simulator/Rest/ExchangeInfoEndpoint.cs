using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>Rules of the venue and of every symbol.</summary>
internal static class ExchangeInfoEndpoint
{
    public static ApiError? Answer(RestCall call)
    {
        var json = call.Json;
        json.Raw("{\"timezone\":\"UTC\",\"serverTime\":"u8);
        json.Number(call.TellTime);
        json.Raw(",\"futuresType\":\"U_MARGINED\",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":2400},{\"rateLimitType\":\"ORDERS\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":1200},{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":300}],\"exchangeFilters\":[],\"assets\":[{\"asset\":\"USDT\",\"marginAvailable\":true,\"autoAssetExchange\":\"-10000\"},{\"asset\":\"BTC\",\"marginAvailable\":true,\"autoAssetExchange\":\"-0.10000000\"},{\"asset\":\"BNB\",\"marginAvailable\":true,\"autoAssetExchange\":\"0\"}],\"symbols\":["u8);
        var first = true;
        foreach (var listed in call.Market.Listed)
        {
            if (!first)
            {
                json.Byte((byte)',');
            }

            first = false;
            Symbol(json, listed.Spec, listed.Market.FirstTime <= call.Now, FundingReference(listed, call.Now));
        }

        json.Raw("]}"u8);
        return null;
    }

    private static long FundingReference(ListedSymbol listed, long now) =>
        Math.Max(1, (long)(listed.Market.ReferencePrice(Math.Max(now, listed.Market.FirstTime)) / listed.Spec.TickUnits));

    private static void Symbol(Utf8Buffer json, SymbolSpec spec, bool trades, long priceTicks)
    {
        json.Raw("{\"symbol\":\""u8);
        json.Raw(spec.Utf8Name);
        json.Raw("\",\"pair\":\""u8);
        json.Raw(spec.Utf8Name);
        json.Raw("\",\"contractType\":\"PERPETUAL\",\"deliveryDate\":4133404800000,\"onboardDate\":"u8);
        json.Number(spec.OnboardTime);
        json.Raw(",\"status\":"u8);
        json.Raw(trades ? "\"TRADING\""u8 : "\"PENDING_TRADING\""u8);
        json.Raw(",\"maintMarginPercent\":\"2.5000\",\"requiredMarginPercent\":\"5.0000\",\"baseAsset\":"u8);
        json.Quoted(spec.BaseAsset);
        json.Raw(",\"quoteAsset\":"u8);
        json.Quoted(spec.QuoteAsset);
        json.Raw(",\"marginAsset\":"u8);
        json.Quoted(spec.QuoteAsset);
        json.Raw(",\"pricePrecision\":"u8);
        json.Number(spec.PriceDecimals);
        json.Raw(",\"quantityPrecision\":"u8);
        json.Number(spec.QuantityDecimals);
        json.Raw(",\"baseAssetPrecision\":8,\"quotePrecision\":8,\"underlyingType\":\"COIN\",\"underlyingSubType\":[\"Layer-1\"],\"triggerProtect\":\"0.0500\",\"liquidationFee\":\"0.012500\",\"marketTakeBound\":\"0.05\",\"maxMoveOrderLimit\":10000,\"filters\":["u8);
        Filters(json, spec, priceTicks);
        json.Raw("],\"orderTypes\":[\"LIMIT\",\"MARKET\",\"STOP\",\"STOP_MARKET\",\"TAKE_PROFIT\",\"TAKE_PROFIT_MARKET\",\"TRAILING_STOP_MARKET\"],\"timeInForce\":[\"GTC\",\"IOC\",\"FOK\",\"GTX\",\"GTD\"],\"permissionSets\":[\"GRID\",\"COPY\"]}"u8);
    }

    private static void Filters(Utf8Buffer json, SymbolSpec spec, long priceTicks)
    {
        json.Raw("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":"u8);
        json.Fixed(Math.Max(1, priceTicks / 100) * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"maxPrice\":"u8);
        json.Fixed(priceTicks * 60 * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"tickSize\":"u8);
        json.Fixed(spec.TickUnits, spec.PriceDecimals);
        json.Raw("},"u8);
        LotSize(json, spec, "LOT_SIZE", 10_000_000);
        LotSize(json, spec, "MARKET_LOT_SIZE", 1_000_000);
        json.Raw("{\"filterType\":\"MAX_NUM_ORDERS\",\"limit\":200},{\"filterType\":\"MAX_NUM_ALGO_ORDERS\",\"limit\":10},{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5\"},{\"filterType\":\"PERCENT_PRICE\",\"multiplierUp\":\"1.0500\",\"multiplierDown\":\"0.9500\",\"multiplierDecimal\":\"4\"},{\"filterType\":\"POSITION_RISK_CONTROL\",\"positionControlSide\":\"NONE\"}"u8);
    }

    private static void LotSize(Utf8Buffer json, SymbolSpec spec, string name, long mostSteps)
    {
        json.Raw("{\"filterType\":"u8);
        json.Quoted(name);
        json.Raw(",\"stepSize\":"u8);
        json.Fixed(spec.StepUnits, spec.QuantityDecimals);
        json.Raw(",\"minQty\":"u8);
        json.Fixed(spec.StepUnits, spec.QuantityDecimals);
        json.Raw(",\"maxQty\":"u8);
        json.Fixed(mostSteps * spec.StepUnits, spec.QuantityDecimals);
        json.Raw("},"u8);
    }
}

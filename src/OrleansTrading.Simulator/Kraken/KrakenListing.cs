namespace OrleansTrading.Simulator.Kraken;

/// <summary>Assets and pairs with their rules.</summary>
internal static class KrakenListing
{
    public static string? Assets(KrakenCall call)
    {
        var json = call.Json;
        json.Raw("{\"ZUSD\":{\"aclass\":\"currency\",\"altname\":\"USD\",\"decimals\":4,\"display_decimals\":2,\"collateral_value\":1,\"status\":\"enabled\"}"u8);
        foreach (var pair in call.Pairs.All)
        {
            json.Byte((byte)',');
            json.Quoted(pair.BaseName);
            json.Raw(":{\"aclass\":\"currency\",\"altname\":"u8);
            json.Quoted(pair.Base);
            json.Raw(",\"decimals\":10,\"display_decimals\":5,\"status\":\"enabled\"}"u8);
        }

        json.Byte((byte)'}');
        return null;
    }

    public static string? Pairs(KrakenCall call)
    {
        var some = call.Pairs.All;
        if (call.Text("pair").Length > 0 && call.Some(out some) is { } error)
            return error;
        call.Members(some, Pair);
        return null;
    }

    private static void Pair(KrakenCall call, KrakenPair pair)
    {
        var json = call.Json;
        json.Raw("{\"altname\":"u8);
        json.Quoted(pair.Altname);
        json.Raw(",\"wsname\":"u8);
        json.Quoted(pair.WsName);
        json.Raw(",\"aclass_base\":\"currency\",\"base\":"u8);
        json.Quoted(pair.BaseName);
        json.Raw(",\"aclass_quote\":\"currency\",\"quote\":"u8);
        json.Quoted(pair.QuoteName);
        json.Raw(",\"lot\":\"unit\",\"cost_decimals\":5,\"pair_decimals\":"u8);
        json.Number(pair.PriceDecimals);
        json.Raw(",\"lot_decimals\":"u8);
        json.Number(pair.LotDecimals);
        json.Raw(",\"lot_multiplier\":1,\"leverage_buy\":[],\"leverage_sell\":[],\"fees\":[[0,0.4],[10000,0.35]],\"fees_maker\":[[0,0.25],[10000,0.2]],\"fee_volume_currency\":\"ZUSD\",\"margin_call\":80,\"margin_stop\":40,\"ordermin\":"u8);
        json.Fixed(pair.Quantity(pair.Listed.Spec.StepUnits), pair.LotDecimals);
        json.Raw(",\"costmin\":\"0.5\",\"tick_size\":"u8);
        json.Fixed(pair.Tick, pair.PriceDecimals);
        json.Raw(",\"status\":"u8);
        json.Raw(pair.Listed.Market.FirstTime <= call.Now ? "\"online\"}"u8 : "\"cancel_only\"}"u8);
    }
}

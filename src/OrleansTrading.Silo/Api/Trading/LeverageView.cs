using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Leverage and margin mode of an instrument.</summary>
/// <param name="Instrument">Instrument id.</param>
/// <param name="Leverage">How many times its margin a position may be worth.</param>
/// <param name="MarginMode">cross or isolated.</param>
internal sealed record LeverageView(string Instrument, int Leverage, [property: JsonConverter(typeof(MarginModeWord))] MarginMode MarginMode)
{
    public static LeverageView Of(InstrumentLeverage set) => new(set.Instrument.ToString(), set.Leverage, set.Mode);
}

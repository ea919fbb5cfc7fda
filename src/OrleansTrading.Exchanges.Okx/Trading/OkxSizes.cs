using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>Between contracts and base units, without rounding.</summary>
internal static class OkxSizes
{
    /// <exception cref="VenueException">It is not a plain number of contracts: rounding an order is not done here.</exception>
    public static decimal ToContracts(OkxInstrument instrument, decimal quantity)
    {
        var contracts = quantity / instrument.ContractSize;
        return contracts * instrument.ContractSize == quantity
            ? contracts
            : throw new VenueException(ErrorKind.OrderRejected, isTransient: false, $"{quantity} is no number of contracts of {instrument.ContractSize} {instrument.Name}.");
    }

    /// <exception cref="FormatException">It is no number, or nothing is left of it in base units.</exception>
    public static decimal ToBase(OkxInstrument instrument, string? contracts, string member)
    {
        var number = DecimalText.ParseExact(contracts, member);
        var units = number * instrument.ContractSize;
        return units != 0 || number == 0 ? units : throw new FormatException($"{member} is '{contracts}'; expected a number of contracts");
    }
}

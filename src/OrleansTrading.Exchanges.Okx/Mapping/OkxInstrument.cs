using System.Text;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>What frames and answers of one swap are read by.</summary>
/// <param name="Name">BTC-USDT-SWAP.</param>
/// <param name="ContractSize">Base units of one contract.</param>
internal sealed record OkxInstrument(string Name, decimal ContractSize)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    public OkxNumber Contract { get; } = OkxNumber.TryParse(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{ContractSize}")), out var number)
        ? number
        : throw new FormatException($"The contract size of {Name} is '{ContractSize}'; expected a plain number of at most 18 digits.");
}

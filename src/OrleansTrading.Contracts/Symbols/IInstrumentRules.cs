using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What instruments may be traded by, as their venues list them. A list is kept for some minutes.</summary>
public interface IInstrumentRules
{
    /// <summary>The venues' names.</summary>
    IReadOnlyCollection<string> Venues { get; }

    /// <summary>All instruments of a venue. It fails when the venue cannot be asked now.</summary>
    Task<IReadOnlyCollection<InstrumentInfo>> ListAsync(string venue, CancellationToken cancellationToken);
}

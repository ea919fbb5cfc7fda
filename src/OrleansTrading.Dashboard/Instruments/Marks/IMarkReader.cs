using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>What happened in an instrument that a chart marks.</summary>
internal interface IMarkReader
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ChartMark>> GetSignalsAsync(InstrumentId instrument);

    Task<IReadOnlyList<string>> GetAccountsAsync();

    /// <summary>Executions of an account in an instrument, newest first.</summary>
    Task<IReadOnlyList<ChartMark>> GetFillsAsync(string account, InstrumentId instrument);
}

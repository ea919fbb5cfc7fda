using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>What happened in an instrument that a chart marks.</summary>
internal interface IMarkReader
{
    Task<ChartMarks> GetMarksAsync(InstrumentId instrument);
}

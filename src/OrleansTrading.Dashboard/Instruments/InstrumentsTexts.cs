namespace OrleansTrading.Dashboard.Instruments;

/// <summary>Names the texts of the pages of instruments. English is the key; translations lie beside this file.</summary>
internal sealed class InstrumentsTexts;

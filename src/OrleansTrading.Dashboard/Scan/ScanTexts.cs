namespace OrleansTrading.Dashboard.Scan;

/// <summary>Names the texts of the scan and of the signals. English is the key; translations lie beside this file.</summary>
internal sealed class ScanTexts;

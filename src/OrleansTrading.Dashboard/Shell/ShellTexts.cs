namespace OrleansTrading.Dashboard.Shell;

/// <summary>Names the texts of what every page shows. English is the key; translations lie beside this file.</summary>
internal sealed class ShellTexts;

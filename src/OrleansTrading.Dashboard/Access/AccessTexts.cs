namespace OrleansTrading.Dashboard.Access;

/// <summary>Names the texts of sign-in, the audit log and the settings. English is the key; translations lie beside this file.</summary>
internal sealed class AccessTexts;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>Names the texts of the trading page. English is the key; translations lie beside this file.</summary>
internal sealed class TradingTexts;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>A price as it came to stand in a page.</summary>
/// <param name="Instrument">Whose it is.</param>
/// <param name="Text">What is read.</param>
/// <param name="At">When, by the browser's clock, Unix milliseconds.</param>
internal sealed record ShownPrice(string Instrument, string Text, double At);

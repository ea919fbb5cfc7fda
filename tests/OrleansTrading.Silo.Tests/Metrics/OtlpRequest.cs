namespace OrleansTrading.Silo.Tests.Metrics;

/// <summary>One request to a collector.</summary>
/// <param name="Path">Where to.</param>
/// <param name="ContentType">What it is said to be.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Texts">Every string of its message: names, labels, values.</param>
internal sealed record OtlpRequest(string Path, string ContentType, IReadOnlyDictionary<string, string> Headers, IReadOnlySet<string> Texts);

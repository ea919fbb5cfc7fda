using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>The first failure of its kind in a run.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="FirstItem">The item that met it first.</param>
/// <param name="Message">What was said.</param>
/// <param name="Count">Items of the run that met this kind.</param>
internal sealed record RunErrorView(string Kind, [property: JsonPropertyName("item")] string FirstItem, string Message, int Count);

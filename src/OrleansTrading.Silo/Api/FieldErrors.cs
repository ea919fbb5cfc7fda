using Microsoft.AspNetCore.Http.HttpResults;

namespace OrleansTrading.Silo.Api;

/// <summary>What is wrong with a request, by the name of the parameter.</summary>
internal sealed class FieldErrors
{
    private const int MaxEcho = 60;

    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public void Add(string field, string message) =>
        _errors[field] = [.. _errors.GetValueOrDefault(field, []), $"{field} {message}."];

    /// <summary>For a message that is a sentence by itself.</summary>
    public void AddSentence(string field, string sentence) => _errors[field] = [.. _errors.GetValueOrDefault(field, []), $"{field}: {sentence}"];

    /// <summary>The answer 400 that says all of it.</summary>
    public ValidationProblem ToProblem() => TypedResults.ValidationProblem(
        _errors,
        detail: string.Join(" ", _errors.SelectMany(error => error.Value)),
        title: "The request has invalid parameters.");

    /// <summary>What came, short enough to be said back.</summary>
    public static string Shorten(string? text) => text is { Length: > MaxEcho } ? text[..MaxEcho] + "..." : text ?? "";
}

using System.Collections.Immutable;
using System.Text.Json;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>Reads a wish for a silence. Every defect is reported under its member's name.</summary>
internal sealed record SilenceRequest(ImmutableArray<LabelMatcher> Matchers, long Until, string Comment)
{
    public const int MostMatchers = 20;
    public const int LongestComment = 500;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string Known = "expected matchers, minutes or until, and perhaps comment";

    public static SilenceRequest? Parse(JsonElement? body, long now, FieldErrors errors)
    {
        if (errors.Any)
            return null;
        if (body is not { } given)
        {
            errors.Add(JsonBody.Field, $"is empty; {Known}");
            return null;
        }

        var request = new SilenceRequest([], 0, "");
        foreach (var member in given.EnumerateObject())
        {
            request = member.Name switch
            {
                "matchers" => request with { Matchers = ReadMatchers(member.Value, errors) },
                "minutes" => request with { Until = ReadMinutes(member.Value, now, request.Until, errors) },
                "until" => request with { Until = ReadUntil(member.Value, now, request.Until, errors) },
                "comment" => request with { Comment = ReadComment(member.Value, errors) },
                _ => Unknown(member.Name, request, errors),
            };
        }

        if (!given.TryGetProperty("matchers", out _))
            errors.Add("matchers", "is missing; expected a list of 'name=value'");
        if (!given.TryGetProperty("minutes", out _) && !given.TryGetProperty("until", out _))
            errors.Add("minutes", "is missing; expected how long the silence lasts, or until, when it ends");
        return errors.Any ? null : request;
    }

    private static ImmutableArray<LabelMatcher> ReadMatchers(JsonElement value, FieldErrors errors)
    {
        var found = ImmutableArray.CreateBuilder<LabelMatcher>();
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= MostMatchers)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (element.ValueKind == JsonValueKind.String && LabelMatcher.TryParseList(element.GetString(), out var parsed) && parsed.Value is [var matcher])
                    found.Add(matcher);
            }

            if (found.Count == value.GetArrayLength())
                return found.ToImmutable();
        }

        errors.Add("matchers", $"is {FieldErrors.Shorten(value.GetRawText())}; expected a list of 1 to {MostMatchers} texts 'name=value', for example [\"kind=candles-stale\", \"venue=binance\"]");
        return [];
    }

    private static long ReadMinutes(JsonElement value, long now, long before, FieldErrors errors)
    {
        if (before != 0)
            errors.Add("minutes", "is given beside until; expected one of them");
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var minutes) && minutes > 0 && minutes <= Longest.TotalMinutes)
            return now + (long)(minutes * 60_000);
        else
            errors.Add("minutes", $"is {FieldErrors.Shorten(value.GetRawText())}; expected a number above 0 and at most {Longest.TotalMinutes}");
        return now;
    }

    private static long ReadUntil(JsonElement value, long now, long before, FieldErrors errors)
    {
        if (before != 0)
            errors.Add("until", "is given beside minutes; expected one of them");
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var until) && until > now && until <= now + (long)Longest.TotalMilliseconds)
            return until;
        else
            errors.Add("until", $"is {FieldErrors.Shorten(value.GetRawText())}; expected a time after now, {now}, by {Longest.TotalDays} days at most, in Unix milliseconds");
        return now;
    }

    private static string ReadComment(JsonElement value, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestComment } comment)
            return comment;
        errors.Add("comment", $"is {FieldErrors.Shorten(value.GetRawText())}; expected a text of at most {LongestComment} characters");
        return "";
    }

    private static SilenceRequest Unknown(string name, SilenceRequest request, FieldErrors errors)
    {
        errors.Add(FieldErrors.Shorten(name), $"is not a member of a silence; {Known}");
        return request;
    }
}

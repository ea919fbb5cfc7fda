using System.Text.Json;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Api.Trading;

namespace OrleansTrading.Silo.Api.Tokens;

/// <summary>Reads a wish for a token. Every defect is told under its member's name.</summary>
internal sealed record TokenRequest(string Name, Scope Scopes, int Days)
{
    private static readonly string[] Words = [.. Enum.GetNames<Scope>().Where(name => name != nameof(Scope.None))];

    public static TokenRequest? Parse(JsonElement? body, FieldErrors errors)
    {
        if (body is null && !errors.Any)
            errors.Add(JsonBody.Field, "is missing; expected name, scopes and perhaps days");
        var request = new RequestBody(body, errors);
        var name = request.Text("name", IApiTokens.LongestName);
        if (string.IsNullOrWhiteSpace(name) && !errors.Any)
            errors.Add("name", $"is missing; expected a text of 1 to {IApiTokens.LongestName} characters");
        var scopes = ScopesOf(request);
        var days = request.Number("days") ?? IApiTokens.UsualDays;
        if (days is < 1 or > IApiTokens.MostDays || decimal.Truncate(days) != days)
            errors.Add("days", $"is {days}; expected a whole number from 1 to {IApiTokens.MostDays}");
        request.RefuseUnknown();
        return errors.Any ? null : new TokenRequest(name!, scopes, (int)days);
    }

    private static Scope ScopesOf(RequestBody request)
    {
        var value = request.Find("scopes");
        if (value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
        {
            var names = list.EnumerateArray().Select(element => element.ValueKind == JsonValueKind.String ? element.GetString() : null).ToList();
            if (names.TrueForAll(name => Words.Contains(name)))
                return names.Select(name => Enum.Parse<Scope>(name!)).Aggregate((all, one) => all | one);
        }

        request.Errors.Add("scopes", $"is {(value is { } given ? FieldErrors.Shorten(given.GetRawText()) : "missing")}; expected a list of at least one of {string.Join(", ", Words)}");
        return Scope.None;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Reads a change of limits: each member is a rule, its value a number, an object with value and action, or null to take it away.</summary>
internal static class LimitsRequest
{
    public static LimitsChange? Parse(JsonElement? body, RiskLimits now, string by, FieldErrors errors)
    {
        var changes = ImmutableDictionary.CreateBuilder<RiskRule, RiskLimit?>();
        foreach (var member in body is { } given ? given.EnumerateObject().ToList() : [])
        {
            if (TradingWords.RuleOf(member.Name) is not { } rule)
            {
                errors.Add(FieldErrors.Shorten(member.Name), $"is not a limit; expected {string.Join(", ", TradingWords.RuleWords)}");
                continue;
            }

            var limit = Read(member.Value, member.Name, now.Of(rule)?.Action ?? BreachAction.Refuse, errors);
            if (RiskLimitRules.Validate(rule, limit) is { } problem)
                errors.AddSentence(member.Name, problem.Reason);
            changes[rule] = limit;
        }

        if (changes.Count == 0 && !errors.Any)
            errors.Add(JsonBody.Field, $"is empty; expected at least one of {string.Join(", ", TradingWords.RuleWords)}");
        return errors.Any ? null : new LimitsChange(changes.ToImmutable(), by);
    }

    private static RiskLimit? Read(JsonElement value, string name, BreachAction action, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var request = new RequestBody(value, errors, $"{name}.");
        if (value.ValueKind != JsonValueKind.Object)
            return request.NumberOf(value, name) is { } plain ? new RiskLimit(plain, action) : null;
        var (number, named) = (request.Number("value"), request.Word("action", TradingWords.ActionOf, TradingWords.ActionWords));
        request.RefuseUnknown();
        if (number is null)
            errors.Add($"{name}.value", "is missing; expected a number");
        return number is { } most ? new RiskLimit(most, named ?? action) : null;
    }
}

using System.Text.Json;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Reads a change to a job. Every defect is reported under its member's name.</summary>
internal static class JobPatchRequest
{
    private const string Enabled = "enabled";
    private const string Schedule = "schedule";
    private const string Known = "expected at least one of enabled, schedule";

    public static JobPatch? Parse(JsonElement? body, string by, FieldErrors errors)
    {
        if (errors.Any)
            return null;
        var members = body is { } given ? given.EnumerateObject().ToList() : [];
        if (members.Count == 0)
            errors.Add(JsonBody.Field, $"is empty; {Known}");
        var patch = new JobPatch(null, null, by);
        foreach (var member in members)
        {
            patch = member.Name switch
            {
                Enabled => patch with { Enabled = ReadEnabled(member.Value, errors) },
                Schedule => patch with { Schedule = ReadSchedule(member.Value, errors) },
                _ => Unknown(member.Name, patch, errors),
            };
        }

        return errors.Any ? null : patch;
    }

    private static bool? ReadEnabled(JsonElement value, FieldErrors errors)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        errors.Add(Enabled, $"is {FieldErrors.Shorten(value.GetRawText())}; expected true or false");
        return null;
    }

    private static string? ReadSchedule(JsonElement value, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        errors.Add(
            Schedule,
            $"is {FieldErrors.Shorten(value.GetRawText())}; expected text: a cron expression with seconds, 'every 10s', 'between 15s and 5m', or '' for the job's own");
        return null;
    }

    private static JobPatch Unknown(string name, JobPatch patch, FieldErrors errors)
    {
        errors.Add(FieldErrors.Shorten(name), $"is not a member of the change; {Known}");
        return patch;
    }
}

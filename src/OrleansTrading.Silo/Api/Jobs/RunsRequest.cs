using System.Globalization;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Reads the query of a request for runs. Every defect is reported under its parameter's name.</summary>
internal static class RunsRequest
{
    public const int DefaultLimit = 50;
    public const int MaxId = 64;

    public static JobRunQuery? Parse(string? job, string? state, string? before, string? limit, FieldErrors errors)
    {
        var wanted = ParseState(state, errors);
        var count = ParseLimit(limit, errors);
        if (before is { Length: > MaxId })
            errors.Add("before", $"is '{FieldErrors.Shorten(before)}'; expected a run's id");
        return errors.Any ? null : new JobRunQuery(job, wanted, string.IsNullOrEmpty(before) ? null : before, count);
    }

    private static JobRunState? ParseState(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var name = Enum.GetNames<JobRunState>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is not null)
            return Enum.Parse<JobRunState>(name);
        errors.Add("state", $"is '{FieldErrors.Shorten(text)}'; expected one of {string.Join(", ", Enum.GetNames<JobRunState>())}");
        return null;
    }

    private static int ParseLimit(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= JobRunQuery.MaxLimit)
            return number;
        errors.Add("limit", $"is '{FieldErrors.Shorten(text)}'; expected a whole number from 1 to {JobRunQuery.MaxLimit}");
        return DefaultLimit;
    }
}

using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Schedules of the usual kinds in words. The schedule itself is always shown beside them.</summary>
internal static class ScheduleWords
{
    /// <summary>Null where the words would be longer than what they explain.</summary>
    public static string? In(IStringLocalizer texts, string schedule) => schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["every", var pause] => texts[/* text */ "every {0}", pause].Value,
        ["between", var least, "and", var most] => texts[/* text */ "every {0} to {1}, as the market goes", least, most].Value,
        ["0", "*", "*", "*", "*", "*"] => texts[/* text */ "every minute"].Value,
        ["0", var minute, "*", "*", "*", "*"] when Divides(minute, 60) is { } minutes => texts[/* text */ "every {0} minutes", minutes].Value,
        ["0", var minute, "*", "*", "*", "*"] when Within(minute, 60) is { } at => texts[/* text */ "every hour at minute {0}", at].Value,
        ["0", var minute, var hour, "*", "*", "*"] when Within(minute, 60) is { } at && Divides(hour, 24) is { } hours => texts[/* text */ "every {0} hours at minute {1}", hours, at].Value,
        ["0", var minute, var hour, "*", "*", "*"] when Within(minute, 60) is { } at && Within(hour, 24) is { } of => texts[/* text */ "every day at {0} UTC", $"{of:00}:{at:00}"].Value,
        _ => null,
    };

    private static int? Within(string field, int below) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < below ? value : null;

    /// <remarks>Steps that do not divide the whole evenly begin anew with it: that takes more words than it saves.</remarks>
    private static int? Divides(string field, int whole) =>
        field.StartsWith("*/", StringComparison.Ordinal) && Within(field[2..], whole) is > 1 and var step && whole % step == 0 ? step : null;
}

using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>Reads numbers that somebody has typed, as the API reads them: digits and a point. Nothing is guessed.</summary>
internal static class FormNumbers
{
    /// <summary>Null when the field is empty or wrong; what is wrong is told.</summary>
    public static decimal? Read(string? text, string field, Problems problems, IStringLocalizer texts)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        problems.Add(field, texts[/* text */ "“{0}” is not a number; write it like 1250.5", text.Trim()]);
        return null;
    }
}

using System.Text;
using Microsoft.JSInterop;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>A table as a file that spreadsheets read: UTF-8, comma, CRLF, quoted where needed (RFC 4180).</summary>
internal static class CsvFile
{
    public static Task DownloadAsync(IJSRuntime script, string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        ShellScript.RunAsync(script, "download", name, "text/csv;charset=utf-8", Text(header, rows));

    public static string Text(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <remarks>A cell that a spreadsheet would take for a formula is given an apostrophe; numbers are left alone.</remarks>
    private static string Cell(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal)
            && !decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            value = "'" + value;
        }

        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}

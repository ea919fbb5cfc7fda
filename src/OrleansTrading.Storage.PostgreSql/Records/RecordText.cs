using System.Text;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Text as a column can hold it. The record itself keeps what was said.</summary>
internal static class RecordText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The database knows neither U+0000 nor half a character; names that people type may hold both.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        return plain.ToString();
    }
}

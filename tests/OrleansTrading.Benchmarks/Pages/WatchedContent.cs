namespace OrleansTrading.Benchmarks.Pages;

/// <summary>A page, and what of it somebody opens it for.</summary>
/// <param name="Path">Its address, without the first slash.</param>
/// <param name="Selector">Elements that are the content.</param>
/// <param name="Pattern">What the text of one of them must match, so that it is content and not a place kept free.</param>
internal sealed record WatchedContent(string Path, string Selector, string Pattern)
{
    private const string PriceInRow = "tr[data-instrument] [data-cell=price]";

    private const string PriceOfPage = ".headline [data-cell=price]";

    /// <summary>Rows with a price where a page has them; otherwise the first table, panel or note that is no sign of waiting.</summary>
    public static WatchedContent Of(string path) => path switch
    {
        "" or "instruments" => new(path, PriceInRow, "[0-9]"),
        _ when path.StartsWith("instruments/", StringComparison.Ordinal) => new(path, PriceOfPage, "[0-9]"),
        _ => new(path, "main :is(table, .panel, form, dl, .notice:not([aria-busy=true]))", "[^\\s]"),
    };
}

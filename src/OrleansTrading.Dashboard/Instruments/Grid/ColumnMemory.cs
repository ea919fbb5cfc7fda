using Microsoft.JSInterop;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>The columns somebody has chosen, kept by their browser in a cookie, so that the first drawing of the page is right.</summary>
internal static class ColumnMemory
{
    public const string Cookie = "columns";

    public static async Task<string?> ReadAsync(IJSRuntime script)
    {
        await using var module = await ImportAsync(script);
        return await module.InvokeAsync<string?>("readColumns");
    }

    public static async Task WriteAsync(IJSRuntime script, GridColumns columns)
    {
        await using var module = await ImportAsync(script);
        await module.InvokeVoidAsync("writeColumns", GridColumn.Write(columns));
    }

    private static ValueTask<IJSObjectReference> ImportAsync(IJSRuntime script) =>
        script.InvokeAsync<IJSObjectReference>("import", "./_content/OrleansTrading.Dashboard/instruments.js");
}

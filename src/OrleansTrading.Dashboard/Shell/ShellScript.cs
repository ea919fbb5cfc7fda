using Microsoft.JSInterop;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>What the server asks the browser to do.</summary>
internal static class ShellScript
{
    /// <remarks>Nothing when the browser has gone: there is nobody to show it to.</remarks>
    public static async Task RunAsync(IJSRuntime script, string function, params object?[] arguments)
    {
        try
        {
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", "./_content/OrleansTrading.Dashboard/shell.js");
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
        }
    }
}

using Microsoft.JSInterop;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>What the server asks the browser to do.</summary>
internal static class ShellScript
{
    public static ValueTask<IJSObjectReference> ImportAsync(IJSRuntime script) =>
        script.InvokeAsync<IJSObjectReference>("import", "./_content/OrleansTrading.Dashboard/shell.js");
}
